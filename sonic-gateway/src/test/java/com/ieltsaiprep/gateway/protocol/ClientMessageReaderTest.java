package com.ieltsaiprep.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.ClientMessage.CapsuleStored;
import com.ieltsaiprep.gateway.protocol.ClientMessage.End;
import com.ieltsaiprep.gateway.protocol.ClientMessage.LagTolerance;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Mute;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Playout;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Pong;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Resume;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Start;
import com.ieltsaiprep.gateway.protocol.ClientMessageReader.Read;
import com.ieltsaiprep.gateway.protocol.ClientMessageReader.Refused;
import com.ieltsaiprep.gateway.protocol.ServerMessage.ProtocolError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMessageReaderTest {
    private static final String RESUME =
            "{\"type\":\"resume\",\"capsule\":\"c4p\",\"sequence\":4294967295,\"epoch\":3,\"receivedMs\":1200,\"captions\":4,\"wordsLost\":true,\"replyLost\":false,\"client\":\"web"
                + " 1.0\"}";

    @Test
    void readsEachMessage() {
        assertThat(read("{\"type\":\"start\",\"client\":\"web 1.0\"}"))
                .isEqualTo(new Start("web 1.0"));
        assertThat(read("{\"type\":\"start\"}")).isEqualTo(new Start(null));
        assertThat(
                        read(
                                "{\"type\":\"playout\",\"epoch\":3,\"playedMs\":1200,"
                                        + "\"bufferedMs\":300,\"underruns\":1}"))
                .isEqualTo(new Playout(3, 1200, 300, 1));
        assertThat(read("{\"type\":\"mute\",\"muted\":true}")).isEqualTo(new Mute(true));
        assertThat(read("{\"type\":\"end\"}")).isEqualTo(new End(false));
        assertThat(read("{\"type\":\"end\",\"skipped\":true}")).isEqualTo(new End(true));
        assertThat(read(RESUME))
                .isEqualTo(new Resume("c4p", -1, 3, 1200, 4, true, false, "web 1.0"));
        assertThat(read("{\"type\":\"capsuleStored\",\"counter\":9223372036854775807}"))
                .isEqualTo(new CapsuleStored(Long.MAX_VALUE));
        assertThat(read("{\"type\":\"pong\",\"id\":7}")).isEqualTo(new Pong(7));
        assertThat(read("{\"type\":\"lagTolerance\",\"on\":true}"))
                .isEqualTo(new LagTolerance(true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"c4p\"       | 1",
                "4294967295  | 4294967296",
                "4294967295  | -1",
                "\"epoch\":3   | \"epoch\":-1",
                "\"epoch\":3   | \"epoch\":2147483648",
                "1200        | 2147483648",
                "1200        | 0.5",
                "\"captions\":4 | \"captions\":-4",
                "true        | 1",
                "\"web 1.0\"   | true"
            })
    void refusesAResumeWithAFieldThatIsOfTheWrongTypeOrOutOfRange(String good, String bad) {
        assertThat(refused(RESUME.replace(good, bad)).code()).isEqualTo(ErrorCode.INVALID_FIELD);
    }

    @Test
    void acceptsAResumeUpToTheSizeLimit() {
        String longest = "x".repeat(ProtocolLimits.MAX_CAPSULE_CHARACTERS);
        String resume =
                ClientMessageWriter.write(
                        new Resume(
                                longest,
                                -1,
                                Integer.MAX_VALUE,
                                Integer.MAX_VALUE,
                                Integer.MAX_VALUE,
                                false,
                                true,
                                "x".repeat(64)));

        assertThat(resume).hasSizeLessThan(ProtocolLimits.MAX_CAPSULE_MESSAGE_BYTES);
        assertThat(((Resume) read(resume)).capsule()).isEqualTo(longest);
        assertThat(refused(resume.replace(longest, longest + "x")).code())
                .isEqualTo(ErrorCode.INVALID_FIELD);
    }

    @Test
    void omitsTheCapsuleFromTheTextOfAResume() {
        assertThat(read(RESUME).toString()).doesNotContain("c4p").contains("capsule of 3");
    }

    @Test
    void ignoresFieldsItDoesNotKnow() {
        assertThat(read("{\"new\":{\"a\":[1]},\"type\":\"end\"}")).isEqualTo(new End(false));
    }

    @Test
    void listsTheKnownTypesForAnUnknownOne() {
        ProtocolError error = refused("{\"type\":\"dance\"}");

        assertThat(error.code()).isEqualTo(ErrorCode.UNKNOWN_TYPE);
        assertThat(error.detail())
                .contains("start, resume, capsuleStored, playout")
                .doesNotContain("dance");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "start",
                "[]",
                "null",
                "\"start\"",
                "{\"type\":\"end\"",
                "{\"type\":\"end\"} {}",
                "{\"type\":\"end\",\"type\":\"end\"}",
                "{\"type\":\"end\",\"a\":{\"b\":1,\"b\":2}}",
                "{\"type\":\"end\",\"a\":[[[[[[[[1]]]]]]]]}",
                "{\"type\":\"end\",\"a\":11111111111111111111111111111111111111111}",
                "{'type':'end'}",
                "{\"type\":NaN}"
            })
    void refusesTextThatIsNotOneShallowObjectWithoutDuplicateNames(String json) {
        assertThat(refused(json).code()).isEqualTo(ErrorCode.MALFORMED_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":1}",
                "{\"type\":null}",
                "{\"type\":\"start\",\"client\":1}",
                "{\"type\":\"mute\"}",
                "{\"type\":\"mute\",\"muted\":1}",
                "{\"type\":\"end\",\"skipped\":1}",
                "{\"type\":\"resume\"}",
                "{\"type\":\"capsuleStored\"}",
                "{\"type\":\"capsuleStored\",\"counter\":-1}",
                "{\"type\":\"capsuleStored\",\"counter\":9223372036854775808}",
                "{\"type\":\"pong\",\"id\":2147483648}",
                "{\"type\":\"lagTolerance\",\"on\":\"true\"}",
                "{\"type\":\"playout\"}",
                "{\"type\":\"playout\",\"epoch\":-1,\"playedMs\":0,\"bufferedMs\":0,"
                        + "\"underruns\":0}",
                "{\"type\":\"playout\",\"epoch\":1.5,\"playedMs\":0,\"bufferedMs\":0,"
                        + "\"underruns\":0}",
                "{\"type\":\"playout\",\"epoch\":2147483648,\"playedMs\":0,\"bufferedMs\":0,"
                        + "\"underruns\":0}",
                "{\"type\":\"playout\",\"epoch\":\"1\",\"playedMs\":0,\"bufferedMs\":0,"
                        + "\"underruns\":0}"
            })
    void refusesAFieldThatIsMissingOfTheWrongTypeOrOutOfRange(String json) {
        ProtocolError error = refused(json);

        assertThat(error.code()).isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(error.detail()).contains("must be");
    }

    @Test
    void acceptsAClientNameUpToSixtyFourCharacters() {
        String longest = "x".repeat(64);

        assertThat(read("{\"type\":\"start\",\"client\":\"" + longest + "\"}"))
                .isEqualTo(new Start(longest));
        assertThat(refused("{\"type\":\"start\",\"client\":\"" + longest + "x\"}").code())
                .isEqualTo(ErrorCode.INVALID_FIELD);
    }

    @Test
    void repeatsNoneOfTheTextInADetail() {
        assertThat(refused("{\"type\":\"canary words").detail()).doesNotContain("canary");
    }

    private static ClientMessage read(String json) {
        return ((Read) ClientMessageReader.read(json)).message();
    }

    private static ProtocolError refused(String json) {
        return ((Refused) ClientMessageReader.read(json)).error();
    }
}
