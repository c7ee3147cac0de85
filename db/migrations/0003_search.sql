create table `search_documents` (
  `number` integer primary key,
  `kind` text not null,
  `id` text not null,
  `locale` text not null,
  `audience` text not null,
  `title` text not null,
  `text` text not null,
  `url` text not null
);
--> statement-breakpoint
create unique index `search_documents_thing` on `search_documents` (`kind`, `id`, `locale`);
--> statement-breakpoint
create virtual table `search_index` using fts5(
  `title`,
  `text`,
  content = 'search_documents',
  content_rowid = 'number',
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '2 3'
);
--> statement-breakpoint
create trigger `search_documents_added` after insert on `search_documents` begin
  insert into `search_index` (`rowid`, `title`, `text`) values (new.`number`, new.`title`, new.`text`);
end;
--> statement-breakpoint
create trigger `search_documents_dropped` after delete on `search_documents` begin
  insert into `search_index` (`search_index`, `rowid`, `title`, `text`)
  values ('delete', old.`number`, old.`title`, old.`text`);
end;
--> statement-breakpoint
create trigger `search_documents_changed` after update of `title`, `text` on `search_documents` begin
  insert into `search_index` (`search_index`, `rowid`, `title`, `text`)
  values ('delete', old.`number`, old.`title`, old.`text`);
  insert into `search_index` (`rowid`, `title`, `text`) values (new.`number`, new.`title`, new.`text`);
end;
--> statement-breakpoint
create virtual table `search_words` using fts5vocab('search_index', 'row');
