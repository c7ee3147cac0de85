CREATE TABLE `article_pictures` (
	`id` text PRIMARY KEY NOT NULL,
	`article_id` text NOT NULL,
	`name` text NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`size` integer NOT NULL,
	`sha256` text NOT NULL,
	`source_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`article_id`) REFERENCES `articles`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `article_pictures_name` ON `article_pictures` (`article_id`,`name`);--> statement-breakpoint
ALTER TABLE `sections` ADD `parent_id` text REFERENCES sections(id);