CREATE TABLE `macros` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`shared` integer NOT NULL,
	`name` text NOT NULL,
	`actions` text NOT NULL,
	`removed_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `macros_owner` ON `macros` (`owner_id`,`name`);--> statement-breakpoint
CREATE INDEX `macros_name` ON `macros` (`name`,`id`);