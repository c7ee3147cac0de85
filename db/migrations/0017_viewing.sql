ALTER TABLE `sessions` ADD `viewing_id` text REFERENCES memberships(id);--> statement-breakpoint
ALTER TABLE `sessions` ADD `viewing_until` integer;