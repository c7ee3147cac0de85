CREATE TABLE `participants` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`person_id` text,
	`account_id` text,
	`email` text,
	`right` text NOT NULL,
	`source` text NOT NULL,
	`added_by_id` text NOT NULL,
	`ended_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `participants_person` ON `participants` (`request_id`,`person_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `participants_email` ON `participants` (`request_id`,`email`) WHERE email is not null;--> statement-breakpoint
CREATE INDEX `participants_taking_part` ON `participants` (`person_id`,`account_id`,`request_id`);--> statement-breakpoint
CREATE TABLE `problems` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`owner_id` text,
	`known_error` text DEFAULT '' NOT NULL,
	`is_public` integer DEFAULT false NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `problems_moved` ON `problems` (`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `problems_public` ON `problems` (`updated_at`,`id`) WHERE is_public = 1 and state = 'known';--> statement-breakpoint
CREATE TABLE `request_links` (
	`id` text PRIMARY KEY NOT NULL,
	`from_id` text NOT NULL,
	`to_id` text NOT NULL,
	`kind` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`from_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `request_links_pair` ON `request_links` (`from_id`,`to_id`);--> statement-breakpoint
CREATE INDEX `request_links_to` ON `request_links` (`to_id`);--> statement-breakpoint
CREATE TABLE `request_ratings` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
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
CREATE UNIQUE INDEX `request_ratings_request` ON `request_ratings` (`request_id`);--> statement-breakpoint
CREATE INDEX `request_ratings_created` ON `request_ratings` (`created_at`,`score`);--> statement-breakpoint
ALTER TABLE `requests` ADD `resolution` text;--> statement-breakpoint
ALTER TABLE `requests` ADD `reopen_count` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `requests` ADD `wakes_at` integer;--> statement-breakpoint
ALTER TABLE `requests` ADD `reminders` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `requests` ADD `wait_reason` text;--> statement-breakpoint
ALTER TABLE `requests` ADD `merged_into_id` text REFERENCES requests(id);--> statement-breakpoint
ALTER TABLE `requests` ADD `problem_id` text REFERENCES problems(id);--> statement-breakpoint
ALTER TABLE `requests` ADD `article_id` text REFERENCES articles(id);--> statement-breakpoint
CREATE INDEX `requests_wakes` ON `requests` (`wakes_at`,`id`) WHERE wakes_at is not null;--> statement-breakpoint
CREATE INDEX `requests_merged` ON `requests` (`merged_into_id`) WHERE merged_into_id is not null;--> statement-breakpoint
CREATE INDEX `requests_problem` ON `requests` (`problem_id`,`id`) WHERE problem_id is not null;--> statement-breakpoint
CREATE INDEX `requests_article` ON `requests` (`article_id`) WHERE article_id is not null;--> statement-breakpoint
UPDATE `requests` SET `wakes_at` = `due_at` WHERE `status` IN ('waiting_customer', 'waiting_other', 'resolved');
