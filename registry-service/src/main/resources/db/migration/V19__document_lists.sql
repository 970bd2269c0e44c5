-- Lists of text are arrays everywhere: with both kinds Hibernate takes one for the other, in an order that changes from start to start.
CREATE FUNCTION text_array(jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$ SELECT ARRAY(SELECT jsonb_array_elements_text($1)) $$;
ALTER TABLE hearing ALTER documents TYPE text[] USING text_array(documents);
ALTER TABLE appeal  ALTER documents TYPE text[] USING text_array(documents);
DROP FUNCTION text_array(jsonb);
