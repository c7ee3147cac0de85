CREATE INDEX `requests_account_due` ON `requests` (`account_id`,`due_at`,`id`);--> statement-breakpoint
CREATE INDEX `requests_requester_due` ON `requests` (`requester_id`,`due_at`,`id`);--> statement-breakpoint
CREATE INDEX `requests_assignee_due` ON `requests` (`assignee_id`,`due_at`,`id`);