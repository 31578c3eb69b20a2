package com.ieltsaiprep.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ClientMessageReader;
import com.ieltsaiprep.gateway.protocol.ClientMessageWriter;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ProtocolLimits;

import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Agreement of docs/asyncapi.yaml with the code: everything in it, and nothing else. */
class AsyncApiDocumentTest {
    private static final String MICROPHONE = "microphoneFrame";
    private static final String VOICE = "voiceFrame";

    private final JsonNode document =
            new ObjectMapper()
                    .valueToTree(
                            new Yaml(new SafeConstructor(new LoaderOptions()))
                                    .load(Files.readString(Path.of("../docs/asyncapi.yaml"))));
    private final JsonNode channel = document.at("/channels/conversation");

    AsyncApiDocumentTest() throws IOException {}

    @Test
    void describesEveryControlMessage() {
        for (WireType type : both().toList()) {
            JsonNode payload = message(type.name()).at("/payload");
            JsonNode properties = payload.at("/properties");
            assertThat(properties.at("/type/const").textValue()).isEqualTo(type.name());
            assertThat(names(properties))
                    .as(type.name())
                    .containsExactlyElementsOf(
                            withType(type.fields().stream().map(WireType.Field::name)));
            assertThat(texts(payload.at("/required")))
                    .as(type.name())
                    .containsExactlyElementsOf(
                            withType(
                                    type.fields().stream()
                                            .filter(field -> !field.optional())
                                            .map(WireType.Field::name)));
            for (WireType.Field field : type.fields()) {
                assertThat(texts(properties.path(field.name()).at("/enum")))
                        .as(type.name() + "." + field.name())
                        .isEqualTo(field.values());
            }
        }
    }

    @Test
    void describesNoOtherMessage() {
        List<String> client = withFrame(WireType.ofClient(), MICROPHONE);
        List<String> server = withFrame(WireType.ofServer(), VOICE);
        List<String> all = Stream.concat(client.stream(), server.stream()).toList();

        assertThat(channel.at("/address").textValue()).isEqualTo(Upgrade.PATH);
        assertThat(names(document.at("/components/messages")))
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(names(channel.at("/messages"))).containsExactlyInAnyOrderElementsOf(all);
        for (String name : all) {
            assertThat(channel.at("/messages/" + name + "/$ref").textValue())
                    .isEqualTo("#/components/messages/" + name);
        }
        assertThat(operation("receive")).containsExactlyElementsOf(client);
        assertThat(operation("send")).containsExactlyElementsOf(server);
    }

    @Test
    void listsEveryCloseCodeAndWhetherItIsResumable() {
        assertThat(elements(channel.at("/x-closeCodes")))
                .extracting(code -> code.at("/code").intValue(), this::isResumable)
                .containsExactly(
                        Arrays.stream(CloseCode.values())
                                .map(code -> tuple(code.code(), code.resumable()))
                                .toArray(Tuple[]::new));
    }

    private boolean isResumable(JsonNode code) {
        assertThat(code.at("/resumable").isBoolean()).isTrue();
        return code.at("/resumable").booleanValue();
    }

    @Test
    void statesTheLimits() {
        JsonNode limits = channel.at("/x-limits");
        assertThat(limits.at("/messageBytes").intValue())
                .isEqualTo(ProtocolLimits.MAX_MESSAGE_BYTES);
        assertThat(limits.at("/capsuleMessageBytes").intValue())
                .isEqualTo(ProtocolLimits.MAX_CAPSULE_MESSAGE_BYTES);
        assertThat(List.of(maxLength("resume", "capsule"), maxLength("capsule", "sealed")))
                .containsOnly(ProtocolLimits.MAX_CAPSULE_CHARACTERS);
        assertThat(maxLength("resume", "client")).isEqualTo(maxLength("start", "client"));
        assertThat(new ProtocolRules(0).tooFast().detail())
                .isEqualTo(
                        "at most %d audio frames a second (%d at once) and %d control messages (%d)"
                                .formatted(
                                        limits.at("/audioFrames/perSecond").intValue(),
                                        limits.at("/audioFrames/burst").intValue(),
                                        limits.at("/controlMessages/perSecond").intValue(),
                                        limits.at("/controlMessages/burst").intValue()));
        int name = maxLength("start", "client");
        assertThat(start(name)).isInstanceOf(ClientMessageReader.Read.class);
        assertThat(start(name + 1)).isInstanceOf(ClientMessageReader.Refused.class);
    }

    private int maxLength(String type, String field) {
        return message(type).at("/payload/properties/" + field + "/maxLength").intValue();
    }

    private static ClientMessageReader.Result start(int nameLength) {
        return ClientMessageReader.read(
                ClientMessageWriter.write(new ClientMessage.Start("x".repeat(nameLength))));
    }

    @Test
    void statesTheSizesOfAudioFrames() {
        assertThat(message(MICROPHONE).at("/payload/description").textValue())
                .contains(
                        "Byte 0 is 0x%02x,".formatted(AudioFrame.UPLINK_PCM_16K),
                        String.format(
                                Locale.ROOT,
                                "%,d to %,d bytes of PCM16 little-endian mono at %d kHz",
                                AudioFrame.UPLINK_MIN_MS * AudioFrame.UPLINK_BYTES_PER_MS,
                                AudioFrame.UPLINK_MAX_MS * AudioFrame.UPLINK_BYTES_PER_MS,
                                AudioFrame.UPLINK_HZ / 1000));
        assertThat(message(VOICE).at("/payload/description").textValue())
                .contains(
                        "Byte 0 is 0x%02x,".formatted(AudioFrame.DOWNLINK_PCM_24K),
                        String.format(
                                Locale.ROOT,
                                "at most %,d bytes of PCM16 little-endian mono at %d kHz",
                                100 * AudioFrame.DOWNLINK_BYTES_PER_MS,
                                AudioFrame.DOWNLINK_HZ / 1000));
    }

    private JsonNode message(String name) {
        return document.at("/components/messages/" + name);
    }

    private List<String> operation(String action) {
        String channelMessages = "#/channels/conversation/messages/";
        return elements(document.at("/operations"))
                .filter(operation -> operation.at("/action").textValue().equals(action))
                .flatMap(operation -> elements(operation.at("/messages")))
                .map(message -> message.at("/$ref").textValue())
                .map(reference -> reference.replace(channelMessages, ""))
                .toList();
    }

    private static Stream<WireType> both() {
        return Stream.concat(WireType.ofClient().stream(), WireType.ofServer().stream());
    }

    private static List<String> withType(Stream<String> names) {
        return Stream.concat(Stream.of("type"), names).toList();
    }

    private static List<String> withFrame(List<WireType> types, String frame) {
        return Stream.concat(types.stream().map(WireType::name), Stream.of(frame)).toList();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        return elements(array).map(JsonNode::textValue).toList();
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }
}
