DROP INDEX `opportunities_shared`;--> statement-breakpoint
DROP INDEX `opportunities_shared_stage`;--> statement-breakpoint
DROP INDEX `opportunities_shared_open`;--> statement-breakpoint
CREATE INDEX `opportunities_shared` ON `opportunities` (`close_on`,`id`,`account_id`) WHERE shared = 1;--> statement-breakpoint
CREATE INDEX `opportunities_shared_stage` ON `opportunities` (`stage`,`close_on`,`id`,`account_id`) WHERE shared = 1;--> statement-breakpoint
CREATE INDEX `opportunities_shared_open` ON `opportunities` (`close_on`,`id`,`account_id`) WHERE shared = 1 and stage not in ('won', 'lost');