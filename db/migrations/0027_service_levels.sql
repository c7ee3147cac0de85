CREATE TABLE `request_clocks` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`target` text NOT NULL,
	`started_at` integer NOT NULL,
	`due_at` integer,
	`warn_at` integer,
	`paused_at` integer,
	`met_at` integer,
	`stopped_at` integer,
	`warned_at` integer,
	`breached_at` integer,
	`escalated` integer DEFAULT 0 NOT NULL,
	`next_at` integer,
	`level_version_id` text,
	`schedule_version_id` text,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`level_version_id`) REFERENCES `service_level_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`schedule_version_id`) REFERENCES `schedule_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `request_clocks_target` ON `request_clocks` (`request_id`,`target`);--> statement-breakpoint
CREATE INDEX `request_clocks_next` ON `request_clocks` (`next_at`,`id`) WHERE next_at is not null;--> statement-breakpoint
CREATE TABLE `schedule_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`schedule_id` text NOT NULL,
	`number` integer NOT NULL,
	`zone` text NOT NULL,
	`week` text NOT NULL,
	`exceptions` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`schedule_id`) REFERENCES `schedules`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `schedule_versions_number` ON `schedule_versions` (`schedule_id`,`number`);--> statement-breakpoint
CREATE TABLE `schedules` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `schedules_name` ON `schedules` (`name`,`id`);--> statement-breakpoint
CREATE TABLE `service_level_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`service_level_id` text NOT NULL,
	`number` integer NOT NULL,
	`schedule_id` text,
	`conditions` text NOT NULL,
	`targets` text NOT NULL,
	`warn_percent` integer NOT NULL,
	`grace` integer NOT NULL,
	`enforce_from` integer NOT NULL,
	`escalations` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`service_level_id`) REFERENCES `service_levels`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`schedule_id`) REFERENCES `schedules`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `service_level_versions_number` ON `service_level_versions` (`service_level_id`,`number`);--> statement-breakpoint
CREATE INDEX `service_level_versions_schedule` ON `service_level_versions` (`schedule_id`);--> statement-breakpoint
CREATE TABLE `service_levels` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`enabled` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `service_levels_position` ON `service_levels` (`position`,`id`);