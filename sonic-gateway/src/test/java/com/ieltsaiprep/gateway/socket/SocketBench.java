package com.ieltsaiprep.gateway.socket;

import static com.ieltsaiprep.gateway.socket.RawWebSocket.BINARY;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.TEXT;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.socket.FakeConversationFactory.FakeConversation;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A server with two event loops, and clients that have started to speak. */
final class SocketBench {
    final TestServer server;

    SocketBench() throws Exception {
        server = new TestServer(100, 2);
    }

    /** A client that has started. */
    RawWebSocket started() throws Exception {
        RawWebSocket client = server.connect("s");
        assertThat(client.read().opcode()).isEqualTo(TEXT);
        client.text("{\"type\":\"start\"}");
        return client;
    }

    /** The same after a second. */
    RawWebSocket startedLater() throws Exception {
        server.passSeconds(1);
        return started();
    }

    /** The conversation of a client that has started. */
    FakeConversation conversant() throws Exception {
        FakeConversation conversant = server.conversations.next();
        assertThat(conversant.told()).isEqualTo("start");
        return conversant;
    }

    void awaitReceived(String type) {
        await(() -> server.events.count("received " + type) > 0);
    }

    void awaitNobody() {
        await(() -> server.admission.conversations() == 0);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within 5 s").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** A message with a frame of 20 ms of silence. */
    static byte[] audio(int sequence) {
        return frame(BINARY, new AudioFrame.Uplink(sequence, 0, new byte[640]).toBytes());
    }

    void stop() throws Exception {
        server.stop();
    }
}
