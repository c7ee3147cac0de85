CREATE TABLE `absences` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`delegate_id` text,
	`open_work` text NOT NULL,
	`handed_at` integer,
	`removed_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`delegate_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `absences_person` ON `absences` (`person_id`,`starts_on`);--> statement-breakpoint
CREATE INDEX `absences_delegate` ON `absences` (`delegate_id`);--> statement-breakpoint
CREATE INDEX `absences_ends` ON `absences` (`ends_on`,`id`);--> statement-breakpoint
CREATE TABLE `assignment_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`category` text,
	`account_id` text,
	`method` text NOT NULL,
	`members` text NOT NULL,
	`last_id` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `assignment_rules_position` ON `assignment_rules` (`position`,`id`);--> statement-breakpoint
CREATE INDEX `assignment_rules_account` ON `assignment_rules` (`account_id`);--> statement-breakpoint
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
CREATE INDEX `macros_name` ON `macros` (`name`,`id`);--> statement-breakpoint
CREATE TABLE `request_tags` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`tag_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tag_id`) REFERENCES `tags`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `request_tags_once` ON `request_tags` (`request_id`,`tag_id`);--> statement-breakpoint
CREATE INDEX `request_tags_tag` ON `request_tags` (`tag_id`,`request_id`);--> statement-breakpoint
CREATE TABLE `tags` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tags_name_key` ON `tags` (`name_key`);--> statement-breakpoint
CREATE TABLE `views` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`shared` integer NOT NULL,
	`name` text NOT NULL,
	`filter` text NOT NULL,
	`removed_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `views_owner` ON `views` (`owner_id`,`name`);--> statement-breakpoint
CREATE INDEX `views_name` ON `views` (`name`,`id`);--> statement-breakpoint
create virtual table `request_index` using fts5(
  `search_text`,
  content = 'requests',
  content_rowid = 'number',
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '2 3'
);
--> statement-breakpoint
insert into `request_index` (`request_index`, `rank`) values ('secure-delete', 1);
--> statement-breakpoint
insert into `request_index` (`request_index`) values ('rebuild');
--> statement-breakpoint
create trigger `requests_indexed` after insert on `requests` begin
  insert into `request_index` (`rowid`, `search_text`) values (new.`number`, new.`search_text`);
end;
--> statement-breakpoint
create trigger `requests_unindexed` after delete on `requests` begin
  insert into `request_index` (`request_index`, `rowid`, `search_text`)
  values ('delete', old.`number`, old.`search_text`);
end;
--> statement-breakpoint
create trigger `requests_reindexed` after update of `search_text` on `requests`
when new.`search_text` <> old.`search_text` begin
  insert into `request_index` (`request_index`, `rowid`, `search_text`)
  values ('delete', old.`number`, old.`search_text`);
  insert into `request_index` (`rowid`, `search_text`) values (new.`number`, new.`search_text`);
end;
