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

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.jspecify.annotations.Nullable;

class CodecPropertyTest {

    @Property
    void aClientMessageReadsBackAsItWasWritten(@ForAll("clientMessages") ClientMessage message) {
        assertThat(ClientMessageReader.read(ClientMessageWriter.write(message)))
                .isEqualTo(new ClientMessageReader.Read(message));
    }

    @Property
    void aServerMessageReadsBackAsItWasWritten(@ForAll("serverMessages") ServerMessage message) {
        assertThat(ServerMessageReader.read(ServerMessageWriter.write(message)))
                .isEqualTo(new ServerMessageReader.Read(message));
    }

    @Property
    void noTextMakesAReaderThrow(@ForAll String text) {
        assertThat(ClientMessageReader.read(text)).isNotNull();
        assertThat(ServerMessageReader.read(text)).isNotNull();
    }

    @Property
    void noMutationOfAMessageMakesAReaderThrow(
            @ForAll("clientMessages") ClientMessage client,
            @ForAll("serverMessages") ServerMessage server,
            @ForAll("mutations") Mutation mutation) {
        assertThat(ClientMessageReader.read(mutation.of(ClientMessageWriter.write(client))))
                .isNotNull();
        assertThat(ServerMessageReader.read(mutation.of(ServerMessageWriter.write(server))))
                .isNotNull();
    }

    @Property
    void anUplinkFrameReadsBackAndNoBytesMakeItsReaderThrow(
            @ForAll int sequence, @ForAll int captureMs, @ForAll byte[] bytes) {
        byte[] message = new AudioFrame.Uplink(sequence, captureMs, new byte[640]).toBytes();

        assertThat(AudioFrame.readUplink(message))
                .hasValueSatisfying(
                        frame -> {
                            assertThat(frame.sequence()).isEqualTo(sequence);
                            assertThat(frame.captureMs()).isEqualTo(captureMs);
                        });
        assertThat(AudioFrame.readUplink(bytes)).isNotNull();
        assertThat(AudioFrame.readDownlink(bytes)).isNotNull();
    }

    record Mutation(double where, char what, boolean cut) {
        String of(String text) {
            int at = (int) (where * text.length());
            return cut
                    ? text.substring(0, at)
                    : text.substring(0, at)
                            + what
                            + text.substring(Math.min(at + 1, text.length()));
        }
    }

    @Provide
    Arbitrary<Mutation> mutations() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 0.99),
                        Arbitraries.of('"', '{', '}', '[', ',', ':', '9', '-', '\\', 'e', '\0'),
                        Arbitraries.of(true, false))
                .as(Mutation::new);
    }

    @Provide
    Arbitrary<ClientMessage> clientMessages() {
        Arbitrary<Integer> counts = Arbitraries.integers().greaterOrEqual(0);
        Arbitrary<Boolean> either = Arbitraries.of(true, false);
        Arbitrary<@Nullable String> clients = Arbitraries.strings().ofMaxLength(64).injectNull(0.1);
        return Arbitraries.oneOf(
                clients.map(Start::new),
                Combinators.combine(
                                Arbitraries.strings().ofMaxLength(200),
                                Arbitraries.integers(),
                                counts,
                                counts,
                                counts,
                                either,
                                either,
                                clients)
                        .as(Resume::new),
                Arbitraries.longs().greaterOrEqual(0).map(CapsuleStored::new),
                counts.map(Pong::new),
                either.map(LagTolerance::new),
                Combinators.combine(counts, counts, counts, counts).as(Playout::new),
                either.map(Mute::new),
                either.map(End::new));
    }

    @Provide
    Arbitrary<ServerMessage> serverMessages() {
        Arbitrary<Integer> counts = Arbitraries.integers().greaterOrEqual(0);
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(200);
        return Arbitraries.oneOf(
                texts.map(Welcome::new),
                Combinators.combine(Arbitraries.of(StreamState.class), counts, counts)
                        .as(Status::new),
                Arbitraries.integers().map(Ack::new),
                Combinators.combine(
                                Arbitraries.of(Speaker.class),
                                Arbitraries.of(Stage.class),
                                counts,
                                texts)
                        .as(Caption::new),
                counts.map(Clear::new),
                Combinators.combine(counts, counts).as((epoch, ms) -> new ReplyEnd(epoch, ms)),
                Combinators.combine(Arbitraries.of(LossReason.class), counts, counts).as(Lost::new),
                Combinators.combine(Arbitraries.longs().greaterOrEqual(0), texts).as(Capsule::new),
                Arbitraries.of(true, false).map(Resumed::new),
                counts.map(Ping::new),
                Combinators.combine(Arbitraries.of(Quality.class), counts, counts, counts)
                        .as(Connection::new),
                Combinators.combine(Arbitraries.of(ErrorCode.class), texts).as(ProtocolError::new),
                Arbitraries.of(EndReason.class).map(Ended::new));
    }
}
