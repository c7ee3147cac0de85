ALTER TABLE `accounts` ADD `segment` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `vat_id` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `billing_email` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `payment_days` integer;--> statement-breakpoint
ALTER TABLE `accounts` ADD `credit_limit` integer;--> statement-breakpoint
ALTER TABLE `accounts` ADD `credit_currency` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `manager_id` text REFERENCES people(id);--> statement-breakpoint
ALTER TABLE `accounts` ADD `rating` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `remark` text;--> statement-breakpoint
ALTER TABLE `engagements` ADD `commercial` text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE `engagements` ADD `financial` text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE `roles` ADD `fields` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
-- What was open stays open.
UPDATE `engagements` SET `commercial` = `identity`;--> statement-breakpoint
UPDATE `roles` SET `fields` = CASE
  WHEN json_extract(`rights`, '$."accounts.read"') IS NULL THEN '{}'
  WHEN json_extract(`rights`, '$."accounts.edit"') IS NULL THEN '{"identity":"read","commercial":"read"}'
  ELSE '{"identity":"edit","commercial":"edit"}'
END;--> statement-breakpoint
-- Name, identity and commercial words, each to be searched by whoever may read them.
UPDATE `accounts` SET `search_text` =
  substr(replace(replace(`search_text`, char(10), ' '), char(13), ' '), 1, length(`name`)) || char(10) ||
  substr(replace(replace(`search_text`, char(10), ' '), char(13), ' '), length(`name`) + 1,
    max(0, length(`search_text`) - length(`name`) - length(coalesce(`industry`, '')))) || char(13) ||
  iif(coalesce(`industry`, '') = '', '', substr(replace(replace(`search_text`, char(10), ' '), char(13), ' '), -length(`industry`)));
