package com.ieltsaiprep.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.ClientMessage.End;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Mute;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Playout;
import com.ieltsaiprep.gateway.protocol.ClientMessage.Start;
import com.ieltsaiprep.gateway.protocol.ClientMessageReader.Read;
import com.ieltsaiprep.gateway.protocol.ClientMessageReader.Refused;
import com.ieltsaiprep.gateway.protocol.ServerMessage.ProtocolError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMessageReaderTest {

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
    }

    @Test
    void ignoresFieldsItDoesNotKnow() {
        assertThat(read("{\"new\":{\"a\":[1]},\"type\":\"end\"}")).isEqualTo(new End(false));
    }

    @Test
    void namesTheTypesItKnowsWhenItDoesNotKnowOne() {
        ProtocolError error = refused("{\"type\":\"dance\"}");

        assertThat(error.code()).isEqualTo(ErrorCode.UNKNOWN_TYPE);
        assertThat(error.detail()).contains("start, playout, mute, end").doesNotContain("dance");
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
    void refusesWhatIsNotOneShallowObjectWithoutRepeatedNames(String json) {
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
    void takesAClientNameOfSixtyFourCharactersAndNotOneMore() {
        String longest = "x".repeat(64);

        assertThat(read("{\"type\":\"start\",\"client\":\"" + longest + "\"}"))
                .isEqualTo(new Start(longest));
        assertThat(refused("{\"type\":\"start\",\"client\":\"" + longest + "x\"}").code())
                .isEqualTo(ErrorCode.INVALID_FIELD);
    }

    @Test
    void aDetailNeverRepeatsTheText() {
        assertThat(refused("{\"type\":\"canary words").detail()).doesNotContain("canary");
    }

    private static ClientMessage read(String json) {
        return ((Read) ClientMessageReader.read(json)).message();
    }

    private static ProtocolError refused(String json) {
        return ((Refused) ClientMessageReader.read(json)).error();
    }
}
