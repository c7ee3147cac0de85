CREATE INDEX `events_type` ON `events` (`subject_type`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `events_actor` ON `events` (`actor_id`,`at`,`id`);