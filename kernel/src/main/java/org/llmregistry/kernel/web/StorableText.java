package org.llmregistry.kernel.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/// Refuses text that has no UTF-8 form or that PostgreSQL can't hold: unpaired surrogates and U+0000. Replaced or cut
/// silently, what is stored would not be what was sent, and its hash another one.
@Singleton
class StorableText implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper json) {
        json.registerModule(new SimpleModule("storable-text").addDeserializer(String.class, new Storable()));
    }

    private static final class Storable extends StdScalarDeserializer<String> {

        private static final long serialVersionUID = 1L;

        Storable() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = StringDeserializer.instance.deserialize(parser, context);
            boolean storable = text.codePoints()
                    .allMatch(point ->
                            point != 0 && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE));
            if (!storable) {
                context.reportInputMismatch(String.class, "U+0000 or an unpaired surrogate");
            }
            return text;
        }
    }
}
