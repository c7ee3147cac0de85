DROP INDEX `opportunities_customer`;--> statement-breakpoint
CREATE INDEX `opportunities_customer` ON `opportunities` (`customer_id`,`close_on`,`id`);--> statement-breakpoint
DROP INDEX `memberships_account`;--> statement-breakpoint
CREATE INDEX `memberships_account` ON `memberships` (`account_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `translations_live` ON `translations` (`live_revision_id`);--> statement-breakpoint
CREATE INDEX `invitations_open` ON `invitations` (`created_at`,`id`) WHERE accepted_at is null and revoked_at is null;