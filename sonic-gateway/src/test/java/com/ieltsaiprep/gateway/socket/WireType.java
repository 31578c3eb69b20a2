package com.ieltsaiprep.gateway.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ClientMessageReader;
import com.ieltsaiprep.gateway.protocol.ClientMessageWriter;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessageReader;
import com.ieltsaiprep.gateway.protocol.ServerMessageWriter;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Wire format of a control message in the code: its {@code type} and other fields, in order. */
record WireType(String name, List<Field> fields) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Field of a control message.
     *
     * @param values all values of an enum field
     */
    record Field(String name, boolean optional, List<String> values) {}

    static List<WireType> ofClient() {
        return Stream.of(ClientMessage.class.getPermittedSubclasses()).map(WireType::of).toList();
    }

    static List<WireType> ofServer() {
        return Stream.of(ServerMessage.class.getPermittedSubclasses()).map(WireType::of).toList();
    }

    private static WireType of(Class<?> type) {
        List<Field> fields =
                Arrays.stream(type.getRecordComponents())
                        .map(component -> field(type, component))
                        .toList();
        JsonNode written = write(type, 0);
        if (written.size() != fields.size() + 1) {
            throw new IllegalStateException("not one JSON field for each component: " + written);
        }
        return new WireType(written.get("type").textValue(), fields);
    }

    private static Field field(Class<?> type, RecordComponent component) {
        String name = component.getName();
        Object[] constants = component.getType().getEnumConstants();
        List<String> values =
                constants == null
                        ? List.of()
                        : IntStream.range(0, constants.length)
                                .mapToObj(i -> write(type, i).get(name).textValue())
                                .toList();
        return new Field(name, isReadWithout(type, name), values);
    }

    private static boolean isReadWithout(Class<?> type, String field) {
        String json = write(type, 0).<ObjectNode>deepCopy().without(field).toString();
        return ClientMessage.class.isAssignableFrom(type)
                ? ClientMessageReader.read(json) instanceof ClientMessageReader.Read
                : ServerMessageReader.read(json) instanceof ServerMessageReader.Read;
    }

    /** Writes a message of which every enum has its nth constant, or its last. */
    private static JsonNode write(Class<?> type, int nth) {
        try {
            Object[] sample =
                    Arrays.stream(type.getRecordComponents())
                            .map(component -> sample(component.getType(), nth))
                            .toArray();
            Object message = type.getDeclaredConstructors()[0].newInstance(sample);
            return JSON.readTree(
                    message instanceof ClientMessage client
                            ? ClientMessageWriter.write(client)
                            : ServerMessageWriter.write((ServerMessage) message));
        } catch (ReflectiveOperationException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object sample(Class<?> type, int nth) {
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[Math.min(nth, constants.length - 1)];
        }
        return switch (type.getName()) {
            case "int" -> 1;
            case "long" -> 1L;
            case "boolean" -> true;
            case "java.lang.String" -> "x";
            default -> throw new IllegalArgumentException(type.getName());
        };
    }
}
