package com.ieltsaiprep.gateway.protocol;

import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writer of one JSON object as text. */
final class JsonText {

    /** Writer of the object's fields. */
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private JsonText() {}

    static String object(String type, Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = ProtocolJson.factory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("type", type);
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter takes everything", e);
        }
        return text.toString();
    }
}
