CREATE TABLE `request_forms` (
	`id` text PRIMARY KEY NOT NULL,
	`type_id` text NOT NULL,
	`number` integer NOT NULL,
	`design` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`type_id`) REFERENCES `request_types`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `request_forms_number` ON `request_forms` (`type_id`,`number`);--> statement-breakpoint
CREATE TABLE `request_types` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`intro` text NOT NULL,
	`audience` text NOT NULL,
	`account_ids` text,
	`category` text NOT NULL,
	`position` integer NOT NULL,
	`enabled` integer DEFAULT false NOT NULL,
	`draft` text NOT NULL,
	`published` integer DEFAULT 0 NOT NULL,
	`templates` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `request_types_position` ON `request_types` (`position`,`id`);--> statement-breakpoint
CREATE TABLE `request_staff_values` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `request_staff_values_key` ON `request_staff_values` (`request_id`,`key`);--> statement-breakpoint
CREATE TABLE `request_values` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `request_values_key` ON `request_values` (`request_id`,`key`);--> statement-breakpoint
ALTER TABLE `requests` ADD `impact` text;--> statement-breakpoint
ALTER TABLE `requests` ADD `urgency` text;--> statement-breakpoint
ALTER TABLE `requests` ADD `form_id` text REFERENCES request_forms(id);--> statement-breakpoint
CREATE INDEX `requests_form` ON `requests` (`form_id`) WHERE form_id is not null;