CREATE TABLE `application_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`side` text NOT NULL,
	`author_id` text,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `application_messages_of` ON `application_messages` (`application_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `applications` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`account_id` text NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`locale` text NOT NULL,
	`company` text NOT NULL,
	`website` text,
	`country` text,
	`sells` text,
	`message` text,
	`mail_domain` text,
	`web_domain` text,
	`proven_at` integer,
	`due_at` integer,
	`decided_at` integer,
	`decided_by` text,
	`reason` text,
	`note` text,
	`reapply` text,
	`reapply_on` text,
	`admitted_to` text,
	`search_text` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`admitted_to`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `applications_status` ON `applications` (`status`,`proven_at`,`id`);--> statement-breakpoint
CREATE INDEX `applications_account` ON `applications` (`account_id`,`status`,`proven_at`,`id`);--> statement-breakpoint
CREATE INDEX `applications_email` ON `applications` (`email`,`created_at`);--> statement-breakpoint
CREATE INDEX `applications_mail_domain` ON `applications` (`mail_domain`);--> statement-breakpoint
CREATE INDEX `applications_web_domain` ON `applications` (`web_domain`);--> statement-breakpoint
CREATE UNIQUE INDEX `applications_open` ON `applications` (`email`,`kind`) WHERE status in ('submitted', 'more_asked');--> statement-breakpoint
ALTER TABLE `settings` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `people` ADD `terms_version` text;--> statement-breakpoint
ALTER TABLE `people` ADD `terms_accepted_at` integer;--> statement-breakpoint
CREATE INDEX `people_domain` ON `people` (substr(email, instr(email, '@') + 1));--> statement-breakpoint
CREATE INDEX `accounts_website` ON `accounts` (website collate nocase);--> statement-breakpoint
CREATE INDEX `contacts_domain` ON `contacts` (substr(email, instr(email, '@') + 1));