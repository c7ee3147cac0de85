DROP TABLE `absences`;--> statement-breakpoint
DROP TABLE `assignment_rules`;--> statement-breakpoint
DROP TABLE `macros`;