CREATE TABLE `archives` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`state` text NOT NULL,
	`locale` text NOT NULL,
	`size` integer,
	`sha256` text,
	`expires_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `archives_one` ON `archives` (`person_id`) WHERE state = 'asked';--> statement-breakpoint
CREATE INDEX `archives_person` ON `archives` (`person_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `archives_ready` ON `archives` (`expires_at`,`id`) WHERE state = 'ready';--> statement-breakpoint
CREATE TABLE `erasures` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`person_id` text NOT NULL,
	`channel` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`due_at` integer NOT NULL,
	`refusal` text,
	`refusal_note` text,
	`decided_by` text,
	`position` integer DEFAULT 0 NOT NULL,
	`marks` text,
	`tally` text NOT NULL,
	`ended_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `erasures_number` ON `erasures` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `erasures_one` ON `erasures` (`person_id`) WHERE state in ('asked', 'approved', 'running', 'done');--> statement-breakpoint
CREATE INDEX `erasures_person` ON `erasures` (`person_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `erasures_created` ON `erasures` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `erasures_open` ON `erasures` (`due_at`,`id`) WHERE state in ('asked', 'approved', 'running');--> statement-breakpoint
CREATE TABLE `retention_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`tally` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `retention_runs_created` ON `retention_runs` (`created_at`,`id`);--> statement-breakpoint
ALTER TABLE `idempotency_keys` ADD `person_id` text;--> statement-breakpoint
CREATE INDEX `idempotency_keys_person` ON `idempotency_keys` (`person_id`);--> statement-breakpoint
ALTER TABLE `people` ADD `erased_at` integer;--> statement-breakpoint
CREATE INDEX `event_values_visits` ON `event_values` (`event_id`) WHERE field in ('device', 'network');--> statement-breakpoint
CREATE INDEX `mails_kept` ON `mails` (`created_at`,`id`) WHERE text <> '';--> statement-breakpoint
CREATE INDEX `mails_to` ON `mails` (`to_address`);--> statement-breakpoint
CREATE INDEX `downloads_named` ON `downloads` (`created_at`,`id`) WHERE person_id is not null;--> statement-breakpoint
CREATE INDEX `opportunity_notes_author` ON `opportunity_notes` (`author_id`);--> statement-breakpoint
CREATE INDEX `devices_seen` ON `devices` (`seen_at`);--> statement-breakpoint
CREATE INDEX `invitations_created` ON `invitations` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `invitations_email` ON `invitations` (`email`);--> statement-breakpoint
CREATE INDEX `attachments_created` ON `attachments` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `messages_author` ON `messages` (`author_id`);--> statement-breakpoint
CREATE INDEX `requests_guest` ON `requests` (`guest_email`) WHERE guest_email is not null;