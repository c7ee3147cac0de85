DROP TABLE `request_ratings`;--> statement-breakpoint
CREATE TABLE `request_ratings` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`solved_at` integer NOT NULL,
	`score` text NOT NULL,
	`comment` text,
	`person_id` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `request_ratings_solution` ON `request_ratings` (`request_id`,`solved_at`);--> statement-breakpoint
CREATE INDEX `request_ratings_created` ON `request_ratings` (`created_at`,`score`);
