CREATE TABLE `assignment_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`enabled` integer NOT NULL,
	`categories` text NOT NULL,
	`type_ids` text NOT NULL,
	`locales` text NOT NULL,
	`account_id` text,
	`method` text NOT NULL,
	`agent_ids` text NOT NULL,
	`dealt` integer DEFAULT 0 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `assignment_rules_position` ON `assignment_rules` (`position`,`id`);--> statement-breakpoint
CREATE INDEX `assignment_rules_account` ON `assignment_rules` (`account_id`);