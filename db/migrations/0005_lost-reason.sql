ALTER TABLE `opportunities` ADD `lost_reason` text;--> statement-breakpoint
CREATE INDEX `opportunities_open` ON `opportunities` (`account_id`,`close_on`,`id`) WHERE stage not in ('won', 'lost');--> statement-breakpoint
CREATE INDEX `opportunities_shared_stage` ON `opportunities` (`stage`,`close_on`,`id`) WHERE shared = 1;--> statement-breakpoint
CREATE INDEX `opportunities_shared_open` ON `opportunities` (`close_on`,`id`) WHERE shared = 1 and stage not in ('won', 'lost');