CREATE TABLE `inbound_mails` (
	`id` text PRIMARY KEY NOT NULL,
	`mailbox_id` text NOT NULL,
	`once_key` text NOT NULL,
	`hash` text NOT NULL,
	`size` integer NOT NULL,
	`message_id` text,
	`from_address` text,
	`from_name` text,
	`subject` text,
	`text` text,
	`verdict` text,
	`tries` integer DEFAULT 0 NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`request_id` text,
	`post_id` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`mailbox_id`) REFERENCES `mailboxes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `messages`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbound_mails_once` ON `inbound_mails` (`once_key`);--> statement-breakpoint
CREATE INDEX `inbound_mails_hash` ON `inbound_mails` (`hash`);--> statement-breakpoint
CREATE INDEX `inbound_mails_message` ON `inbound_mails` (`message_id`);--> statement-breakpoint
CREATE INDEX `inbound_mails_request` ON `inbound_mails` (`request_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `inbound_mails_post` ON `inbound_mails` (`post_id`);--> statement-breakpoint
CREATE INDEX `inbound_mails_mailbox` ON `inbound_mails` (`mailbox_id`);--> statement-breakpoint
CREATE INDEX `inbound_mails_from` ON `inbound_mails` (`from_address`,`created_at`);--> statement-breakpoint
CREATE INDEX `inbound_mails_created` ON `inbound_mails` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `inbound_mails_waiting` ON `inbound_mails` (`created_at`,`id`) WHERE state = 'suspended';--> statement-breakpoint
CREATE TABLE `mailboxes` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`address` text NOT NULL,
	`category` text NOT NULL,
	`imap_url` text,
	`hook_secret` text NOT NULL,
	`trusted_server` text,
	`active` integer DEFAULT true NOT NULL,
	`uid_validity` text,
	`last_uid` integer DEFAULT 0 NOT NULL,
	`fetched_at` integer,
	`last_error` text,
	`quiet_until` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mailboxes_address` ON `mailboxes` (`address`);--> statement-breakpoint
DROP INDEX `mails_to`;--> statement-breakpoint
ALTER TABLE `mails` ADD `reply_hash` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `automatic` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `mails` ADD `mailbox_id` text REFERENCES mailboxes(id);--> statement-breakpoint
CREATE INDEX `mails_mailbox` ON `mails` (`mailbox_id`,`created_at`) WHERE mailbox_id is not null;--> statement-breakpoint
CREATE INDEX `mails_reply` ON `mails` (`reply_hash`) WHERE reply_hash is not null;--> statement-breakpoint
CREATE INDEX `mails_to` ON `mails` (`to_address`,`created_at`);--> statement-breakpoint
ALTER TABLE `messages` ADD `sender` text;