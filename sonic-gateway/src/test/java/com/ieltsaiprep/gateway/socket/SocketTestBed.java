package com.ieltsaiprep.gateway.socket;

import static com.ieltsaiprep.gateway.socket.RawWebSocket.BINARY;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.TEXT;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.socket.FakeConversationFactory.FakeConversation;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Test bed: a server with two event loops, and clients that have sent {@code start}. */
final class SocketTestBed {
    final TestServer server;

    SocketTestBed() throws Exception {
        server = new TestServer(100, 2);
    }

    /** Connects a client and starts its conversation. */
    RawWebSocket started() throws Exception {
        RawWebSocket client = server.connect("s");
        assertThat(client.read().opcode()).isEqualTo(TEXT);
        client.text("{\"type\":\"start\"}");
        return client;
    }

    /** Advances the clock by a second and starts another conversation. */
    RawWebSocket startedLater() throws Exception {
        server.advanceSeconds(1);
        return started();
    }

    /** Waits for the conversation of a client that has started. */
    FakeConversation startedConversation() throws Exception {
        FakeConversation conversation = server.conversations.next();
        assertThat(conversation.nextCall()).isEqualTo("start");
        return conversation;
    }

    void awaitReceived(String type) {
        await(() -> server.observer.count("received " + type) > 0);
    }

    void awaitNoConversation() {
        await(() -> server.admission.conversations() == 0);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within 5 s").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** Encodes a message with a frame of 20 ms of silence. */
    static byte[] audio(int sequence) {
        return frame(BINARY, new AudioFrame.Uplink(sequence, 0, new byte[640]).toBytes());
    }

    void stop() throws Exception {
        server.stop();
    }
}
