package com.ieltsaiprep.common;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON reader and writer for plain values: maps, lists, strings, numbers, booleans and null.
 * Thread-safe.
 *
 * <p>Of Jackson, only the streaming parser and generator are used: the classes of data binding take
 * 0.2 s to load, a quarter of a Lambda cold start. Neither buffers nor field names from clients are
 * cached.
 */
public final class Json {
    private static final int MAX_NUMBER_LENGTH = 40;
    private static final int MAX_NAME_LENGTH = 256;
    private static final JsonFactory WRITER =
            JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build();

    private final JsonFactory reader;

    /**
     * Creates a JSON reader that refuses input beyond its limits. It also refuses a field name that
     * is repeated in its object or longer than 256 characters, and a number of more than 40 digits.
     *
     * @param maxDepth nesting levels of objects and arrays
     * @param maxTextLength length of a string, UTF-16 units
     */
    public Json(int maxDepth, int maxTextLength) {
        this(maxDepth, maxTextLength, MAX_NAME_LENGTH);
    }

    /**
     * Creates a JSON reader with limits for the nesting depth and for the lengths of strings and of
     * field names.
     *
     * @param maxDepth nesting levels of objects and arrays
     * @param maxTextLength length of a string, UTF-16 units
     * @param maxNameLength length of a field name, UTF-16 units
     */
    public Json(int maxDepth, int maxTextLength, int maxNameLength) {
        reader =
                JsonFactory.builder()
                        .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(maxDepth)
                                        .maxNumberLength(MAX_NUMBER_LENGTH)
                                        .maxNameLength(maxNameLength)
                                        .maxStringLength(maxTextLength)
                                        .build())
                        .build();
    }

    /**
     * Parses one JSON value into a map, list, string, number, boolean or null. Integers become
     * {@link Long}, or {@link BigInteger} if they are too large for it; other numbers become {@link
     * Double}.
     *
     * @param json text in UTF-8
     * @throws IOException if the input is not exactly one JSON value or exceeds a limit of the
     *     reader; the message may quote the input
     */
    public @Nullable Object read(byte[] json) throws IOException {
        return read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString());
    }

    /**
     * Parses one JSON value from a string, as {@link #read(byte[])} does from bytes.
     *
     * @throws IOException if the input is not exactly one JSON value or exceeds a limit of the
     *     reader; the message may quote the input
     */
    public @Nullable Object read(String json) throws IOException {
        try (JsonParser parser = reader.createParser(json)) {
            return whole(parser);
        }
    }

    /**
     * Returns a parsed JSON object as a map by member names; an empty map if the value is not an
     * object.
     */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> members(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    private static @Nullable Object whole(JsonParser parser) throws IOException {
        parser.nextToken();
        Object value = value(parser);
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "more than one value");
        }
        return value;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new JsonParseException(parser, "no value");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> whole(parser.getNumberValue());
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new JsonParseException(parser, "no value");
        };
    }

    private static Number whole(Number number) {
        return number instanceof BigInteger ? number : (Number) number.longValue();
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static List<@Nullable Object> list(JsonParser parser) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser));
        }
        return values;
    }

    /**
     * Writes a value as JSON text without blanks.
     *
     * @param value a map with strings as keys, a list, a string, a number (Integer, Long, Double,
     *     BigInteger or BigDecimal), a boolean or null, and the same inside maps and lists; members
     *     of a map that are null are left out
     * @throws IllegalArgumentException if a value is of another type
     */
    public static String write(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = WRITER.createGenerator(text)) {
            write(value, generator);
        } catch (IOException e) {
            throw new UncheckedIOException("a text does not fail", e);
        }
        return text.toString();
    }

    private static void write(@Nullable Object value, JsonGenerator out) throws IOException {
        switch (value) {
            case null -> out.writeNull();
            case Map<?, ?> map -> writeObject(map, out);
            case Iterable<?> list -> writeList(list, out);
            case CharSequence text -> out.writeString(text.toString());
            case Boolean bool -> out.writeBoolean(bool);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case BigInteger number -> out.writeNumber(number);
            case BigDecimal number -> out.writeNumber(number);
            default -> throw new IllegalArgumentException("not JSON: " + value.getClass());
        }
    }

    private static void writeObject(Map<?, ?> map, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> member : map.entrySet()) {
            if (member.getValue() != null) {
                out.writeFieldName((String) member.getKey());
                write(member.getValue(), out);
            }
        }
        out.writeEndObject();
    }

    private static void writeList(Iterable<?> list, JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (Object value : list) {
            write(value, out);
        }
        out.writeEndArray();
    }
}
