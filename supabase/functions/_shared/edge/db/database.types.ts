export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  "public": {
    Tables: {
      "accounts": {
        Row: {
          "created_at": string;
          "handle": string;
          "known_as": string;
          "source": string;
        };
        ComputedFields: never;
        Insert: {
          "created_at"?: string;
          "handle": string;
          "known_as": string;
          "source": string;
        };
        Update: {
          "created_at"?: string;
          "handle"?: string;
          "known_as"?: string;
          "source"?: string;
        };
        Relationships: [];
      };
      "community_answer": {
        Row: {
          "as_of": string;
          "body": string;
          "is_only": boolean;
        };
        ComputedFields: never;
        Insert: {
          "as_of": string;
          "body": string;
          "is_only"?: boolean;
        };
        Update: {
          "as_of"?: string;
          "body"?: string;
          "is_only"?: boolean;
        };
        Relationships: [];
      };
      "community_changes": {
        Row: {
          "event_id": string | null;
          "id": number;
          "user_id": string | null;
        };
        ComputedFields: never;
        Insert: {
          "event_id"?: string | null;
          "id"?: never;
          "user_id"?: string | null;
        };
        Update: {
          "event_id"?: string | null;
          "id"?: never;
          "user_id"?: string | null;
        };
        Relationships: [];
      };
      "community_events": {
        Row: {
          "category": string | null;
          "event_id": string;
          "first_ever": number;
          "first_votes": number;
          "is_published": boolean;
          "organisers": (number)[];
          "series": number;
          "shown": number;
          "starts_at": string | null;
          "target_id": string;
          "until": string | null;
          "votes": number;
        };
        ComputedFields: never;
        Insert: {
          "category"?: string | null;
          "event_id": string;
          "first_ever"?: number;
          "first_votes"?: number;
          "is_published": boolean;
          "organisers": (number)[];
          "series": number;
          "shown"?: number;
          "starts_at"?: string | null;
          "target_id": string;
          "until"?: string | null;
          "votes"?: number;
        };
        Update: {
          "category"?: string | null;
          "event_id"?: string;
          "first_ever"?: number;
          "first_votes"?: number;
          "is_published"?: boolean;
          "organisers"?: (number)[];
          "series"?: number;
          "shown"?: number;
          "starts_at"?: string | null;
          "target_id"?: string;
          "until"?: string | null;
          "votes"?: number;
        };
        Relationships: [];
      };
      "community_members": {
        Row: {
          "events": (string)[];
          "kinds": (number)[];
          "organisers": (number)[];
          "recount_at": string | null;
          "user_id": string;
        };
        ComputedFields: never;
        Insert: {
          "events": (string)[];
          "kinds": (number)[];
          "organisers": (number)[];
          "recount_at"?: string | null;
          "user_id": string;
        };
        Update: {
          "events"?: (string)[];
          "kinds"?: (number)[];
          "organisers"?: (number)[];
          "recount_at"?: string | null;
          "user_id"?: string;
        };
        Relationships: [];
      };
      "community_organisers": {
        Row: {
          "members": number;
          "name": string;
          "number": number;
        };
        ComputedFields: never;
        Insert: {
          "members"?: number;
          "name": string;
          "number"?: never;
        };
        Update: {
          "members"?: number;
          "name"?: string;
          "number"?: never;
        };
        Relationships: [];
      };
      "community_pairs": {
        Row: {
          "a": number;
          "b": number;
          "members": number;
        };
        ComputedFields: never;
        Insert: {
          "a": number;
          "b": number;
          "members": number;
        };
        Update: {
          "a"?: number;
          "b"?: number;
          "members"?: number;
        };
        Relationships: [];
      };
      "community_state": {
        Row: {
          "events_after": string | null;
          "is_only": boolean;
          "members_after": string | null;
          "pairs_after": number | null;
          "portion": number;
          "share": number;
        };
        ComputedFields: never;
        Insert: {
          "events_after"?: string | null;
          "is_only"?: boolean;
          "members_after"?: string | null;
          "pairs_after"?: number | null;
          "portion"?: number;
          "share"?: number;
        };
        Update: {
          "events_after"?: string | null;
          "is_only"?: boolean;
          "members_after"?: string | null;
          "pairs_after"?: number | null;
          "portion"?: number;
          "share"?: number;
        };
        Relationships: [];
      };
      "email_logs": {
        Row: {
          "attempts": number;
          "bounce": string | null;
          "complained_at": string | null;
          "created_at": string;
          "created_for": string;
          "error": string | null;
          "expires_at": string;
          "failures": number;
          "id": string;
          "lease_owner": string | null;
          "lease_until": string | null;
          "mail": Json | null;
          "message_id": string | null;
          "newsletter_id": string;
          "not_before": string;
          "phase": string | null;
          "planned_by": string | null;
          "relay_id": string | null;
          "reply": string | null;
          "requeued_at": string | null;
          "sent_at": string | null;
          "status": string;
          "subject": string | null;
          "to_address": string | null;
          "unknown_since": string | null;
          "updated_at": string;
          "user_id": string;
        };
        ComputedFields: never;
        Insert: {
          "attempts"?: number;
          "bounce"?: string | null;
          "complained_at"?: string | null;
          "created_at"?: string;
          "created_for": string;
          "error"?: string | null;
          "expires_at": string;
          "failures"?: number;
          "id"?: string;
          "lease_owner"?: string | null;
          "lease_until"?: string | null;
          "mail"?: Json | null;
          "message_id"?: string | null;
          "newsletter_id": string;
          "not_before"?: string;
          "phase"?: string | null;
          "planned_by"?: string | null;
          "relay_id"?: never;
          "reply"?: string | null;
          "requeued_at"?: string | null;
          "sent_at"?: string | null;
          "status": string;
          "subject"?: string | null;
          "to_address"?: string | null;
          "unknown_since"?: string | null;
          "updated_at"?: string;
          "user_id": string;
        };
        Update: {
          "attempts"?: number;
          "bounce"?: string | null;
          "complained_at"?: string | null;
          "created_at"?: string;
          "created_for"?: string;
          "error"?: string | null;
          "expires_at"?: string;
          "failures"?: number;
          "id"?: string;
          "lease_owner"?: string | null;
          "lease_until"?: string | null;
          "mail"?: Json | null;
          "message_id"?: string | null;
          "newsletter_id"?: string;
          "not_before"?: string;
          "phase"?: string | null;
          "planned_by"?: string | null;
          "relay_id"?: never;
          "reply"?: string | null;
          "requeued_at"?: string | null;
          "sent_at"?: string | null;
          "status"?: string;
          "subject"?: string | null;
          "to_address"?: string | null;
          "unknown_since"?: string | null;
          "updated_at"?: string;
          "user_id"?: string;
        };
        Relationships: [
          {
            foreignKeyName: "email_logs_newsletter_id_fkey";
            columns: ["newsletter_id"];
            isOneToOne: false;
            referencedRelation: "newsletters";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "email_logs_user_id_fkey";
            columns: ["user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["id"];
          },
        ];
      };
      "embedding_models": {
        Row: {
          "asked": string;
          "model": string;
        };
        ComputedFields: never;
        Insert: {
          "asked": string;
          "model": string;
        };
        Update: {
          "asked"?: string;
          "model"?: string;
        };
        Relationships: [];
      };
      "event_categories": {
        Row: {
          "id": string;
          "label": string;
          "position": number;
        };
        ComputedFields: never;
        Insert: {
          "id": string;
          "label": string;
          "position": number;
        };
        Update: {
          "id"?: string;
          "label"?: string;
          "position"?: number;
        };
        Relationships: [];
      };
      "event_embeddings": {
        Row: {
          "code": string;
          "embedding": unknown;
          "event_id": string;
          "model": string;
          "text_hash": string;
          "updated_at": string;
        };
        ComputedFields: never;
        Insert: {
          "code"?: never;
          "embedding": unknown;
          "event_id": string;
          "model": string;
          "text_hash": string;
          "updated_at"?: string;
        };
        Update: {
          "code"?: never;
          "embedding"?: unknown;
          "event_id"?: string;
          "model"?: string;
          "text_hash"?: string;
          "updated_at"?: string;
        };
        Relationships: [
          {
            foreignKeyName: "event_embeddings_event_id_fkey";
            columns: ["event_id"];
            isOneToOne: true;
            referencedRelation: "events";
            referencedColumns: ["id"];
          },
        ];
      };
      "events": {
        Row: {
          "canonical_id": string | null;
          "category": string | null;
          "confidence": number | null;
          "created_at": string;
          "embed_attempts": number;
          "embed_error": string | null;
          "embed_not_before": string;
          "ends_at": string | null;
          "excerpt": string;
          "facts_hash": number;
          "filled": NonNullable<Json>;
          "hidden_at": string | null;
          "id": string;
          "image_url": string | null;
          "is_all_day": boolean;
          "is_online": boolean;
          "is_published": boolean;
          "location": string | null;
          "named_organisers": (string)[];
          "needs_review": boolean;
          "number": number;
          "organisers": (string)[];
          "post_id": string;
          "posted_at": string;
          "read_facts": NonNullable<Json>;
          "starts_at": string | null;
          "summary": string | null;
          "text_hash": string;
          "title": string;
          "upcoming_until": string | null;
          "updated_at": string;
          "url": string | null;
          "withdrawn_at": string | null;
        };
        ComputedFields: never;
        Insert: {
          "canonical_id"?: string | null;
          "category"?: string | null;
          "confidence"?: number | null;
          "created_at"?: string;
          "embed_attempts"?: number;
          "embed_error"?: string | null;
          "embed_not_before"?: string;
          "ends_at"?: string | null;
          "excerpt": string;
          "facts_hash"?: never;
          "filled"?: NonNullable<Json>;
          "hidden_at"?: string | null;
          "id"?: string;
          "image_url"?: string | null;
          "is_all_day"?: boolean;
          "is_online"?: boolean;
          "is_published"?: never;
          "location"?: string | null;
          "named_organisers"?: (string)[];
          "needs_review"?: boolean;
          "number"?: number;
          "organisers"?: (string)[];
          "post_id": string;
          "posted_at": string;
          "read_facts"?: NonNullable<Json>;
          "starts_at"?: string | null;
          "summary"?: string | null;
          "text_hash"?: never;
          "title": string;
          "upcoming_until"?: never;
          "updated_at"?: string;
          "url"?: string | null;
          "withdrawn_at"?: string | null;
        };
        Update: {
          "canonical_id"?: string | null;
          "category"?: string | null;
          "confidence"?: number | null;
          "created_at"?: string;
          "embed_attempts"?: number;
          "embed_error"?: string | null;
          "embed_not_before"?: string;
          "ends_at"?: string | null;
          "excerpt"?: string;
          "facts_hash"?: never;
          "filled"?: NonNullable<Json>;
          "hidden_at"?: string | null;
          "id"?: string;
          "image_url"?: string | null;
          "is_all_day"?: boolean;
          "is_online"?: boolean;
          "is_published"?: never;
          "location"?: string | null;
          "named_organisers"?: (string)[];
          "needs_review"?: boolean;
          "number"?: number;
          "organisers"?: (string)[];
          "post_id"?: string;
          "posted_at"?: string;
          "read_facts"?: NonNullable<Json>;
          "starts_at"?: string | null;
          "summary"?: string | null;
          "text_hash"?: never;
          "title"?: string;
          "upcoming_until"?: never;
          "updated_at"?: string;
          "url"?: string | null;
          "withdrawn_at"?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "events_canonical_id_fkey";
            columns: ["canonical_id"];
            isOneToOne: false;
            referencedRelation: "events";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "events_category_fkey";
            columns: ["category"];
            isOneToOne: false;
            referencedRelation: "event_categories";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "events_post_id_fkey";
            columns: ["post_id"];
            isOneToOne: false;
            referencedRelation: "posts";
            referencedColumns: ["id"];
          },
        ];
      };
      "feedback_logs": {
        Row: {
          "action": string;
          "event_id": string;
          "id": string;
          "moved_by": number;
          "moved_category": string | null;
          "moved_declaration": string | null;
          "user_id": string;
          "voted_at": string;
        };
        ComputedFields: never;
        Insert: {
          "action": string;
          "event_id": string;
          "id"?: string;
          "moved_by"?: number;
          "moved_category"?: string | null;
          "moved_declaration"?: string | null;
          "user_id": string;
          "voted_at"?: string;
        };
        Update: {
          "action"?: string;
          "event_id"?: string;
          "id"?: string;
          "moved_by"?: number;
          "moved_category"?: string | null;
          "moved_declaration"?: string | null;
          "user_id"?: string;
          "voted_at"?: string;
        };
        Relationships: [
          {
            foreignKeyName: "feedback_logs_event_id_fkey";
            columns: ["event_id"];
            isOneToOne: false;
            referencedRelation: "events";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "feedback_logs_user_id_fkey";
            columns: ["user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["id"];
          },
        ];
      };
      "mail_slots": {
        Row: {
          "attempt": number | null;
          "email_id": string | null;
          "id": number;
          "taken_at": string;
        };
        ComputedFields: never;
        Insert: {
          "attempt"?: number | null;
          "email_id"?: string | null;
          "id"?: never;
          "taken_at": string;
        };
        Update: {
          "attempt"?: number | null;
          "email_id"?: string | null;
          "id"?: never;
          "taken_at"?: string;
        };
        Relationships: [
          {
            foreignKeyName: "mail_slots_email_id_fkey";
            columns: ["email_id"];
            isOneToOne: false;
            referencedRelation: "email_logs";
            referencedColumns: ["id"];
          },
        ];
      };
      "merge_decisions": {
        Row: {
          "decided_at": string;
          "external_id_a": string;
          "external_id_b": string;
          "is_same": boolean;
          "number_a": number;
          "number_b": number;
          "source_a": string;
          "source_b": string;
        };
        ComputedFields: never;
        Insert: {
          "decided_at": string;
          "external_id_a": string;
          "external_id_b": string;
          "is_same": boolean;
          "number_a": number;
          "number_b": number;
          "source_a": string;
          "source_b": string;
        };
        Update: {
          "decided_at"?: string;
          "external_id_a"?: string;
          "external_id_b"?: string;
          "is_same"?: boolean;
          "number_a"?: number;
          "number_b"?: number;
          "source_a"?: string;
          "source_b"?: string;
        };
        Relationships: [];
      };
      "merge_state": {
        Row: {
          "id": boolean;
          "seen": Json | null;
        };
        ComputedFields: never;
        Insert: {
          "id"?: boolean;
          "seen"?: Json | null;
        };
        Update: {
          "id"?: boolean;
          "seen"?: Json | null;
        };
        Relationships: [];
      };
      "newsletters": {
        Row: {
          "created_at": string;
          "frequency": string;
          "id": string;
          "period": string;
          "status": string;
        };
        ComputedFields: never;
        Insert: {
          "created_at"?: string;
          "frequency": string;
          "id"?: string;
          "period": string;
          "status"?: string;
        };
        Update: {
          "created_at"?: string;
          "frequency"?: string;
          "id"?: string;
          "period"?: string;
          "status"?: string;
        };
        Relationships: [];
      };
      "pipeline_runs": {
        Row: {
          "counts": NonNullable<Json>;
          "error": string | null;
          "finished_at": string | null;
          "id": string;
          "stage": string;
          "started_at": string;
        };
        ComputedFields: never;
        Insert: {
          "counts"?: NonNullable<Json>;
          "error"?: string | null;
          "finished_at"?: string | null;
          "id"?: string;
          "stage": string;
          "started_at": string;
        };
        Update: {
          "counts"?: NonNullable<Json>;
          "error"?: string | null;
          "finished_at"?: string | null;
          "id"?: string;
          "stage"?: string;
          "started_at"?: string;
        };
        Relationships: [];
      };
      "posts": {
        Row: {
          "account_handle": string | null;
          "account_name": string | null;
          "confidence": number | null;
          "content_hash": string;
          "created_at": string;
          "external_id": string;
          "given": Json | null;
          "hidden_at": string | null;
          "id": string;
          "image_url": string | null;
          "kind": string | null;
          "needs_review": boolean;
          "posted_at": string;
          "read_attempts": number;
          "read_by": string | null;
          "read_error": string | null;
          "read_hash": string | null;
          "read_not_before": string;
          "source": string;
          "text": string;
          "updated_at": string;
          "url": string | null;
          "withdrawn_at": string | null;
        };
        ComputedFields: never;
        Insert: {
          "account_handle"?: string | null;
          "account_name"?: string | null;
          "confidence"?: number | null;
          "content_hash"?: never;
          "created_at"?: string;
          "external_id": string;
          "given"?: Json | null;
          "hidden_at"?: string | null;
          "id"?: string;
          "image_url"?: string | null;
          "kind"?: string | null;
          "needs_review"?: boolean;
          "posted_at": string;
          "read_attempts"?: number;
          "read_by"?: string | null;
          "read_error"?: string | null;
          "read_hash"?: string | null;
          "read_not_before"?: string;
          "source": string;
          "text": string;
          "updated_at"?: string;
          "url"?: string | null;
          "withdrawn_at"?: string | null;
        };
        Update: {
          "account_handle"?: string | null;
          "account_name"?: string | null;
          "confidence"?: number | null;
          "content_hash"?: never;
          "created_at"?: string;
          "external_id"?: string;
          "given"?: Json | null;
          "hidden_at"?: string | null;
          "id"?: string;
          "image_url"?: string | null;
          "kind"?: string | null;
          "needs_review"?: boolean;
          "posted_at"?: string;
          "read_attempts"?: number;
          "read_by"?: string | null;
          "read_error"?: string | null;
          "read_hash"?: string | null;
          "read_not_before"?: string;
          "source"?: string;
          "text"?: string;
          "updated_at"?: string;
          "url"?: string | null;
          "withdrawn_at"?: string | null;
        };
        Relationships: [];
      };
      "pruned_mails": {
        Row: {
          "answered": number;
          "bounced": number;
          "dislikes": number;
          "failed": number;
          "likes": number;
          "mails": number;
          "newsletter_id": string;
          "sent": number;
          "unknown": number;
        };
        ComputedFields: never;
        Insert: {
          "answered": number;
          "bounced": number;
          "dislikes": number;
          "failed": number;
          "likes": number;
          "mails": number;
          "newsletter_id": string;
          "sent": number;
          "unknown": number;
        };
        Update: {
          "answered"?: number;
          "bounced"?: number;
          "dislikes"?: number;
          "failed"?: number;
          "likes"?: number;
          "mails"?: number;
          "newsletter_id"?: string;
          "sent"?: number;
          "unknown"?: number;
        };
        Relationships: [
          {
            foreignKeyName: "pruned_mails_newsletter_id_fkey";
            columns: ["newsletter_id"];
            isOneToOne: true;
            referencedRelation: "newsletters";
            referencedColumns: ["id"];
          },
        ];
      };
      "pruning": {
        Row: {
          "mails_page": number | null;
          "showings_page": number | null;
          "singleton": boolean;
        };
        ComputedFields: never;
        Insert: {
          "mails_page"?: number | null;
          "showings_page"?: number | null;
          "singleton"?: boolean;
        };
        Update: {
          "mails_page"?: number | null;
          "showings_page"?: number | null;
          "singleton"?: boolean;
        };
        Relationships: [];
      };
      "rate_limits": {
        Row: {
          "calls": (number)[];
          "key": string;
          "slot": number;
        };
        ComputedFields: never;
        Insert: {
          "calls": (number)[];
          "key": string;
          "slot": number;
        };
        Update: {
          "calls"?: (number)[];
          "key"?: string;
          "slot"?: number;
        };
        Relationships: [];
      };
      "recommendation_logs": {
        Row: {
          "email_id": string | null;
          "event_id": string;
          "id": number;
          "model": string;
          "position": number;
          "score": number;
          "shown_at": string;
          "told": number | null;
          "user_id": string;
        };
        ComputedFields: never;
        Insert: {
          "email_id"?: string | null;
          "event_id": string;
          "id"?: never;
          "model": string;
          "position": number;
          "score": number;
          "shown_at": string;
          "told"?: number | null;
          "user_id": string;
        };
        Update: {
          "email_id"?: string | null;
          "event_id"?: string;
          "id"?: never;
          "model"?: string;
          "position"?: number;
          "score"?: number;
          "shown_at"?: string;
          "told"?: number | null;
          "user_id"?: string;
        };
        Relationships: [
          {
            foreignKeyName: "recommendation_logs_email_id_fkey";
            columns: ["email_id"];
            isOneToOne: false;
            referencedRelation: "email_logs";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "recommendation_logs_event_id_fkey";
            columns: ["event_id"];
            isOneToOne: false;
            referencedRelation: "events";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "recommendation_logs_user_id_fkey";
            columns: ["user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["id"];
          },
        ];
      };
      "retention": {
        Row: {
          "mail_content": number;
          "mails": number;
          "runs": number;
          "showings": number;
          "singleton": boolean;
          "troubled_content": number;
        };
        ComputedFields: never;
        Insert: {
          "mail_content"?: number;
          "mails"?: number;
          "runs"?: number;
          "showings"?: number;
          "singleton"?: boolean;
          "troubled_content"?: number;
        };
        Update: {
          "mail_content"?: number;
          "mails"?: number;
          "runs"?: number;
          "showings"?: number;
          "singleton"?: boolean;
          "troubled_content"?: number;
        };
        Relationships: [];
      };
      "search_cache": {
        Row: {
          "body": NonNullable<Json>;
          "expires_at": string;
          "key": string;
          "version": string;
        };
        ComputedFields: never;
        Insert: {
          "body": NonNullable<Json>;
          "expires_at": string;
          "key": string;
          "version": string;
        };
        Update: {
          "body"?: NonNullable<Json>;
          "expires_at"?: string;
          "key"?: string;
          "version"?: string;
        };
        Relationships: [];
      };
      "sending_state": {
        Row: {
          "cause": string | null;
          "detail": string | null;
          "is_vouched": boolean;
          "paused_until": string;
          "since": string | null;
          "singleton": boolean;
          "strikes": number;
        };
        ComputedFields: never;
        Insert: {
          "cause"?: string | null;
          "detail"?: string | null;
          "is_vouched"?: boolean;
          "paused_until"?: string;
          "since"?: string | null;
          "singleton"?: boolean;
          "strikes"?: number;
        };
        Update: {
          "cause"?: string | null;
          "detail"?: string | null;
          "is_vouched"?: boolean;
          "paused_until"?: string;
          "since"?: string | null;
          "singleton"?: boolean;
          "strikes"?: number;
        };
        Relationships: [];
      };
      "suppressions": {
        Row: {
          "address": string;
          "cause": string | null;
          "is_held": boolean;
          "lifted_at": string | null;
          "reason": string;
          "run": string | null;
          "since": string;
        };
        ComputedFields: never;
        Insert: {
          "address": string;
          "cause"?: never;
          "is_held"?: boolean;
          "lifted_at"?: string | null;
          "reason": string;
          "run"?: string | null;
          "since": string;
        };
        Update: {
          "address"?: string;
          "cause"?: never;
          "is_held"?: boolean;
          "lifted_at"?: string | null;
          "reason"?: string;
          "run"?: string | null;
          "since"?: string;
        };
        Relationships: [];
      };
      "user_preferences": {
        Row: {
          "category": string;
          "declaration": string;
          "declared": number;
          "moved": number;
          "updated_at": string;
          "user_id": string;
          "weight": number;
        };
        ComputedFields: never;
        Insert: {
          "category": string;
          "declaration"?: string;
          "declared"?: number;
          "moved"?: number;
          "updated_at"?: string;
          "user_id": string;
          "weight"?: number;
        };
        Update: {
          "category"?: string;
          "declaration"?: string;
          "declared"?: number;
          "moved"?: number;
          "updated_at"?: string;
          "user_id"?: string;
          "weight"?: number;
        };
        Relationships: [
          {
            foreignKeyName: "user_preferences_category_fkey";
            columns: ["category"];
            isOneToOne: false;
            referencedRelation: "event_categories";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "user_preferences_user_id_fkey";
            columns: ["user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["id"];
          },
        ];
      };
      "users": {
        Row: {
          "blocked_until": string;
          "confirmed_from": string | null;
          "created_at": string;
          "email": string | null;
          "id": string;
          "name": string | null;
          "newsletter_frequency": string;
          "newsletter_hour": number | null;
          "newsletter_slot": string | null;
          "newsletter_weekday": number | null;
          "time_zone": string | null;
          "unsubscribed_at": string | null;
          "unsubscribed_from": string | null;
          "updated_at": string;
        };
        ComputedFields: never;
        Insert: {
          "blocked_until"?: string;
          "confirmed_from"?: never;
          "created_at"?: string;
          "email"?: string | null;
          "id": string;
          "name"?: string | null;
          "newsletter_frequency"?: string;
          "newsletter_hour"?: number | null;
          "newsletter_slot"?: never;
          "newsletter_weekday"?: number | null;
          "time_zone"?: string | null;
          "unsubscribed_at"?: string | null;
          "unsubscribed_from"?: string | null;
          "updated_at"?: string;
        };
        Update: {
          "blocked_until"?: string;
          "confirmed_from"?: never;
          "created_at"?: string;
          "email"?: string | null;
          "id"?: string;
          "name"?: string | null;
          "newsletter_frequency"?: string;
          "newsletter_hour"?: number | null;
          "newsletter_slot"?: never;
          "newsletter_weekday"?: number | null;
          "time_zone"?: string | null;
          "unsubscribed_at"?: string | null;
          "unsubscribed_from"?: string | null;
          "updated_at"?: string;
        };
        Relationships: [];
      };
    };
    Views: {
      [_ in never]: never;
    };
    Functions: {
      "call_next_run": { Args: { "p_now": string; "p_stage": string }; Returns: boolean };
      "claim_embeddings": {
        Args: { "p_lease": string; "p_limit": number; "p_model": string; "p_now": string };
        Returns: {
          "attempt": number;
          "category": string;
          "excerpt": string;
          "hash": string;
          "id": string;
          "location": string;
          "organisers": (string)[];
          "title": string;
        }[];
      };
      "claim_mails": {
        Args: {
          "p_lease": string;
          "p_limit": number;
          "p_now": string;
          "p_owner": string;
          "p_quota"?: number;
        };
        Returns: {
          "attempt": number;
          "failures": number;
          "id": string;
          "mail": Json;
          "message_id": string;
        }[];
      };
      "claim_posts": {
        Args: { "p_lease": string; "p_limit": number; "p_now": string };
        Returns: {
          "attempt": number;
          "events": Json;
          "given": Json;
          "hash": string;
          "id": string;
          "posted_at": string;
          "text": string;
        }[];
      };
      "complete_embeddings": {
        Args: { "p_asked"?: string; "p_model": string; "p_rows": Json };
        Returns: number;
      };
      "complete_reading": {
        Args: {
          "p_attempt": number;
          "p_hash": string;
          "p_id": string;
          "p_now": string;
          "p_read_by": string;
          "p_reading": Json;
        };
        Returns: boolean;
      };
      "confirm_suppressions": { Args: { "p_cause"?: string; "p_now": string }; Returns: number };
      "cosine_levels": { Args: { "p_model": string }; Returns: Json };
      "due_members": {
        Args: {
          "p_hour": number;
          "p_hours": number;
          "p_limit": number;
          "p_now": string;
          "p_weekday": number;
          "p_zone": string;
        };
        Returns: {
          "closes_at": string;
          "email": string;
          "frequency": string;
          "name": string;
          "newsletter_id": string;
          "period": string;
          "time_zone": string;
          "user_id": string;
        }[];
      };
      "event_vectors": { Args: { "p_ids": (string)[]; "p_model": string }; Returns: unknown };
      "fail_embeddings": {
        Args: { "p_counts"?: boolean; "p_error": string; "p_retry_at": string; "p_rows": Json };
        Returns: number;
      };
      "fail_reading": {
        Args: {
          "p_attempt": number;
          "p_counts"?: boolean;
          "p_error": string;
          "p_hash": string;
          "p_id": string;
          "p_retry_at": string;
        };
        Returns: boolean;
      };
      "forget_decision": { Args: { "p_a": string; "p_b": string }; Returns: boolean };
      "give_mail_slot_back": { Args: { "p_id": number }; Returns: undefined };
      "hide_event": { Args: { "p_id": string; "p_now": string }; Returns: number };
      "ingest_posts": {
        Args: { "p_posts": Json };
        Returns: {
          "inserted": number;
          "unchanged": number;
          "updated": number;
        }[];
      };
      "join_posts": { Args: { "p_a": string; "p_b": string; "p_now": string }; Returns: undefined };
      "keep_search": {
        Args: { "p_body": Json; "p_expires_at": string; "p_key": string; "p_version": string };
        Returns: undefined;
      };
      "lift_suppression": { Args: { "p_address": string; "p_now": string }; Returns: boolean };
      "lift_suppressions": { Args: { "p_cause": string; "p_now": string }; Returns: number };
      "log_shown": { Args: { "p_shown": Json }; Returns: undefined };
      "mark_mail_phase": {
        Args: { "p_attempt": number; "p_id": string; "p_owner": string; "p_phase": string };
        Returns: boolean;
      };
      "merge_candidates": { Args: { "p_now": string }; Returns: Json };
      "nearest_events": {
        Args: {
          "p_categories"?: (string)[];
          "p_exclude"?: (string)[];
          "p_from"?: string;
          "p_limit": number;
          "p_model": string;
          "p_now": string;
          "p_query": (number)[];
          "p_to"?: string;
        };
        Returns: {
          "event": Json;
          "score": number;
        }[];
      };
      "newsletter_results": {
        Args: { "p_limit"?: number };
        Returns: {
          "answered": number;
          "bounced": number;
          "dislikes": number;
          "failed": number;
          "likes": number;
          "mails": number;
          "newsletter": string;
          "sent": number;
          "unknown": number;
        }[];
      };
      "part_posts": { Args: { "p_a": string; "p_b": string; "p_now": string }; Returns: undefined };
      "pause_sending": {
        Args: { "p_now": string; "p_reason": string; "p_until"?: string };
        Returns: string;
      };
      "pipeline_status": { Args: { "p_now": string }; Returns: Json };
      "published_event": { Args: { "p_id": string }; Returns: Json };
      "queue_mails": { Args: { "p_mails": Json }; Returns: number };
      "ranking_community": { Args: Record<PropertyKey, never>; Returns: Json };
      "ranking_members": { Args: { "p_now": string; "p_user_ids": (string)[] }; Returns: Json };
      "read_search": {
        Args: { "p_key": string; "p_now": string; "p_version": string };
        Returns: Json;
      };
      "reconcile_mail": {
        Args: {
          "p_attempt": number;
          "p_found": boolean;
          "p_grace": string;
          "p_id": string;
          "p_now": string;
        };
        Returns: string;
      };
      "record_bounce": {
        Args: {
          "p_addresses": (string)[];
          "p_bounce": string;
          "p_detail": string;
          "p_message_id": string;
          "p_now": string;
        };
        Returns: boolean;
      };
      "record_complaint": {
        Args: { "p_detail": string; "p_message_id": string; "p_now": string };
        Returns: boolean;
      };
      "record_feedback": {
        Args: { "p_action": string; "p_event_id": string; "p_now": string; "p_user_id": string };
        Returns: string;
      };
      "record_subscription": {
        Args: { "p_action": string; "p_now"?: string; "p_taken_at"?: string; "p_user_id": string };
        Returns: Json;
      };
      "resume_sending": { Args: { "p_now": string }; Returns: boolean };
      "retry_embeddings": { Args: { "p_ids"?: (string)[] }; Returns: number };
      "retry_failed_mails": { Args: { "p_ids"?: (string)[]; "p_now": string }; Returns: number };
      "retry_posts": { Args: { "p_ids"?: (string)[] }; Returns: number };
      "search_texts": { Args: { "p_ids": (string)[] }; Returns: Json };
      "set_canonicals": { Args: { "p_changes"?: Json; "p_rows": Json }; Returns: number };
      "set_newsletter_status": {
        Args: { "p_frequency": string; "p_period": string; "p_status": string };
        Returns: number;
      };
      "settle_and_dial": {
        Args: {
          "p_action": string;
          "p_attempt": number;
          "p_error": string;
          "p_id": string;
          "p_next": string;
          "p_next_attempt": number;
          "p_not_before": string;
          "p_now": string;
          "p_owner": string;
          "p_reply": string;
          "p_status": string;
        };
        Returns: boolean;
      };
      "settle_lost_mails": {
        Args: { "p_now": string };
        Returns: {
          "expired": number;
          "requeued": number;
          "unknown": number;
        }[];
      };
      "settle_mail": {
        Args: {
          "p_action"?: string;
          "p_attempt": number;
          "p_error": string;
          "p_id": string;
          "p_not_before": string;
          "p_now": string;
          "p_owner": string;
          "p_reply": string;
          "p_status": string;
        };
        Returns: boolean;
      };
      "settle_unknown_mail": {
        Args: { "p_as": string; "p_id": string; "p_now": string };
        Returns: string;
      };
      "suppress_address": {
        Args: { "p_address": string; "p_now": string; "p_reason": string };
        Returns: undefined;
      };
      "suppression_causes": {
        Args: Record<PropertyKey, never>;
        Returns: {
          "addresses": number;
          "cause": string;
          "example": string;
          "first": string;
          "held": number;
          "latest": string;
        }[];
      };
      "take_mail_slot": { Args: { "p_now": string; "p_quota": number }; Returns: number };
      "take_token": {
        Args: { "p_key": string; "p_limit": number; "p_now": string };
        Returns: Json;
      };
      "troubled_mails": {
        Args: { "p_limit"?: number; "p_statuses"?: (string)[] };
        Returns: {
          "attempts": number;
          "error": string;
          "expires_at": string;
          "id": string;
          "message_id": string;
          "newsletter": string;
          "reply": string;
          "since": string;
          "status": string;
          "subject": string;
          "to_address": string;
        }[];
      };
      "unknown_mails": {
        Args: { "p_limit": number; "p_now": string };
        Returns: {
          "attempt": number;
          "id": string;
          "message_id": string;
          "unknown_since": string;
        }[];
      };
      "upcoming_events": {
        Args: {
          "p_before"?: string;
          "p_model": string;
          "p_now": string;
          "p_since"?: string;
          "p_snapshot"?: string;
        };
        Returns: Json;
      };
      "withdraw_posts": { Args: { "p_ids": (string)[]; "p_now": string }; Returns: number };
    };
    Enums: {
      [_ in never]: never;
    };
    CompositeTypes: {
      [_ in never]: never;
    };
  };
};

type DatabaseWithoutInternals = Omit<Database, "__InternalSupabase">;

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">];

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  } ? keyof (
      & DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
      & DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"]
    )
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals } ? (
    & DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    & DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"]
  )[TableName] extends {
    Row: infer R;
  } ? R
  : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R;
    } ? R
    : never
  : never;

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  } ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends
    {
      Insert: infer I;
    } ? I
  : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I;
    } ? I
    : never
  : never;

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  } ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends
    {
      Update: infer U;
    } ? U
  : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U;
    } ? U
    : never
  : never;

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  } ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never,
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
    ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never;

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  } ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never,
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][
    CompositeTypeName
  ]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
    ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never;

export const Constants = {
  "public": {
    Enums: {},
  },
} as const;
