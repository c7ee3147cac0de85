ALTER TABLE `roles` ADD `name` text;--> statement-breakpoint
ALTER TABLE `roles` ADD `account_id` text REFERENCES accounts(id);--> statement-breakpoint
ALTER TABLE `roles` ADD `retired_at` integer;--> statement-breakpoint
CREATE INDEX `roles_account` ON `roles` (`account_id`);