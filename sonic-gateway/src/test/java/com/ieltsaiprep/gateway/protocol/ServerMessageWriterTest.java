package com.ieltsaiprep.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.ServerMessage.Ack;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Capsule;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Caption;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Clear;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Connection;
import com.ieltsaiprep.gateway.protocol.ServerMessage.EndReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Ended;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Lost;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Ping;
import com.ieltsaiprep.gateway.protocol.ServerMessage.ProtocolError;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Quality;
import com.ieltsaiprep.gateway.protocol.ServerMessage.ReplyEnd;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Resumed;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Speaker;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Stage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Status;
import com.ieltsaiprep.gateway.protocol.ServerMessage.StreamState;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Welcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

class ServerMessageWriterTest {

    @ParameterizedTest
    @MethodSource("messages")
    void writesWhatTheProtocolPageSays(ServerMessage message, String json) {
        assertThat(ServerMessageWriter.write(message)).isEqualTo(json.replace('\'', '"'));
    }

    @Test
    void theLongestCapsuleFitsItsMessage() {
        String longest = "x".repeat(ProtocolLimits.MAX_CAPSULE_CHARACTERS);

        assertThat(ServerMessageWriter.write(new Capsule(Long.MAX_VALUE, longest)))
                .hasSizeLessThan(ProtocolLimits.MAX_CAPSULE_MESSAGE_BYTES);
    }

    @Test
    void omitsTheContentFromTheTextOfACapsule() {
        assertThat(new Capsule(1, "c4p").toString()).doesNotContain("c4p").contains("3 characters");
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of(new Welcome("s-1"), "{'type':'welcome','sessionId':'s-1'}"),
                Arguments.of(
                        new Status(StreamState.RETRYING, 2, 1100),
                        "{'type':'status','state':'retrying','attempt':2,'retryInMs':1100}"),
                Arguments.of(new Ack(-1), "{'type':'ack','sequence':4294967295}"),
                Arguments.of(
                        new Caption(Speaker.EXAMINER, Stage.PLANNED, 1, "Hi"),
                        "{'type':'caption','speaker':'examiner','stage':'planned','epoch':1,"
                                + "'text':'Hi'}"),
                Arguments.of(new Clear(2), "{'type':'clear','epoch':2}"),
                Arguments.of(
                        new ReplyEnd(1, 20_000), "{'type':'replyEnd','epoch':1,'audioMs':20000}"),
                Arguments.of(
                        new Lost(LossReason.SILENCE_SKIPPED, 3, 60),
                        "{'type':'lost','reason':'silence_skipped','frames':3,'audioMs':60}"),
                Arguments.of(
                        new ProtocolError(ErrorCode.NOT_STARTED, "send start first"),
                        "{'type':'error','code':'not_started','detail':'send start first'}"),
                Arguments.of(
                        new Capsule(Long.MAX_VALUE, "c4p"),
                        "{'type':'capsule','counter':9223372036854775807,'sealed':'c4p'}"),
                Arguments.of(new Resumed(true), "{'type':'resumed','reattached':true}"),
                Arguments.of(new Ping(7), "{'type':'ping','id':7}"),
                Arguments.of(
                        new Connection(Quality.SLOW, 420, 260, 2),
                        "{'type':'connection','quality':'slow','roundTripMs':420,'delayMs':260,"
                                + "'underruns':2}"),
                Arguments.of(new Ended(EndReason.SKIPPED), "{'type':'ended','reason':'skipped'}"),
                Arguments.of(new Ended(EndReason.CLIENT), "{'type':'ended','reason':'client'}"));
    }
}
