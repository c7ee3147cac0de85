CREATE TABLE `tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`membership_id` text NOT NULL,
	`person_id` text NOT NULL,
	`account_id` text NOT NULL,
	`made_by` text NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`prefix` text NOT NULL,
	`scopes` text NOT NULL,
	`expires_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`membership_id`) REFERENCES `memberships`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`made_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tokens_hash` ON `tokens` (`hash`);--> statement-breakpoint
CREATE INDEX `tokens_person` ON `tokens` (`person_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `tokens_account` ON `tokens` (`account_id`,`created_at`,`id`);--> statement-breakpoint
ALTER TABLE `people` ADD `robot` integer DEFAULT false NOT NULL;