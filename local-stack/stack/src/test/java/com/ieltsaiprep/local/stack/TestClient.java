package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ClientMessageWriter;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Caption;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Stage;
import com.ieltsaiprep.gateway.protocol.ServerMessageReader;
import com.ieltsaiprep.local.client.Microphone;
import com.ieltsaiprep.local.json.HttpClients;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Manual client of the protocol; its microphone sends silence. */
final class TestClient implements AutoCloseable {
    private static final int FRAME_MS = Microphone.FRAME_MS;

    private final Vertx vertx = Vertx.vertx();

    /** Held in a field: the garbage collector closes an unreferenced one. */
    private final WebSocketClient sockets = vertx.createWebSocketClient();

    private final BlockingQueue<ServerMessage> arriving = new LinkedBlockingQueue<>();
    private final List<ServerMessage> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger audioFrames = new AtomicInteger();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;
    private final String sessionId;
    private final String userId;
    private int sequence;

    private TestClient(JsonObject session) throws Exception {
        sessionId = session.getString("session_id");
        userId = session.getString("userId", "");
        WebSocketConnectOptions options =
                new WebSocketConnectOptions()
                        .setAllowOriginHeader(false)
                        .setSubProtocols(
                                List.of("maya.v1", "ticket." + session.getString("ticket")));
        options.setAbsoluteURI(session.getString("stream_url"));
        socket = sockets.connect(options).await(10, TimeUnit.SECONDS);
        socket.textMessageHandler(this::onText);
        socket.binaryMessageHandler(_ -> audioFrames.incrementAndGet());
        socket.closeHandler(_ -> closed.complete((int) socket.closeStatusCode()));
    }

    /** Connects and starts a conversation. */
    static TestClient start(StackAddress addresses) throws Exception {
        return start(session(addresses));
    }

    /**
     * Connects and starts a conversation.
     *
     * @param ticket as the API returns it
     */
    static TestClient start(JsonObject ticket) throws Exception {
        TestClient client = new TestClient(ticket);
        client.send(new ClientMessage.Start("test"));
        client.open();
        return client;
    }

    /**
     * Connects and resumes a conversation, as if everything before had been received.
     *
     * @param ticket as the API returns it
     */
    static TestClient resume(JsonObject ticket, String capsule) throws Exception {
        TestClient client = new TestClient(ticket);
        client.sequence = 1_000_000;
        client.send(
                new ClientMessage.Resume(capsule, client.sequence, 99, 0, 0, false, false, "test"));
        client.open();
        return client;
    }

    private void open() {
        vertx.setPeriodic(FRAME_MS, _ -> sendSilence());
        vertx.setPeriodic(250, _ -> reportAllPlayed());
    }

    private static JsonObject session(StackAddress addresses) throws Exception {
        JsonObject account = post(addresses.controls().accounts().resolve("/people"), "");
        String token = account.getString("accessToken");
        return post(addresses.api().resolve("/api/nova-sonic/sessions"), token)
                .put("userId", account.getString("userId"));
    }

    private static JsonObject post(URI uri, String token) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.noBody())
                        .build();
        try (HttpClient http = HttpClients.http1().build()) {
            return new JsonObject(http.send(request, BodyHandlers.ofString()).body());
        }
    }

    String sessionId() {
        return sessionId;
    }

    /** Returns the user, if the conversation was started here. */
    String userId() {
        return userId;
    }

    /** Waits for the next capsule and acknowledges it as stored. */
    ServerMessage.Capsule awaitCapsule() throws InterruptedException {
        ServerMessage.Capsule capsule =
                await(ServerMessage.Capsule.class, _ -> true, Duration.ofSeconds(20));
        send(new ClientMessage.CapsuleStored(capsule.counter()));
        return capsule;
    }

    /** Waits for the error that rejects the resumption, and for the close code after it. */
    ErrorCode awaitRejection() throws Exception {
        ErrorCode code =
                await(ServerMessage.ProtocolError.class, _ -> true, Duration.ofSeconds(5)).code();
        assertThat(closeCode(Duration.ofSeconds(5))).isEqualTo(CloseCode.CAPSULE_REFUSED.code());
        return code;
    }

    void send(ClientMessage message) {
        socket.writeTextMessage(ClientMessageWriter.write(message));
    }

    /** Waits for the next message of a type that matches. */
    <M extends ServerMessage> M await(Class<M> type, Predicate<M> wanted, Duration limit)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            ServerMessage message =
                    arriving.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (message == null) {
                throw new AssertionError("no such " + type.getSimpleName() + " in " + limit);
            }
            if (type.isInstance(message) && wanted.test(type.cast(message))) {
                return type.cast(message);
            }
        }
    }

    /** Waits until Maya has begun to speak. */
    void awaitGreeting() throws InterruptedException {
        await(Caption.class, caption -> caption.stage() == Stage.PLANNED, Duration.ofSeconds(15));
    }

    /** Returns all messages so far. */
    List<ServerMessage> messages() {
        return messages;
    }

    int audioFrames() {
        return audioFrames.get();
    }

    int closeCode(Duration limit) throws Exception {
        return closed.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Disconnects without {@code end}. */
    @Override
    public void close() throws TimeoutException {
        if (!socket.isClosed()) {
            socket.close().await(10, TimeUnit.SECONDS);
        }
        vertx.close().await(30, TimeUnit.SECONDS);
    }

    private void onText(String text) {
        if (ServerMessageReader.read(text) instanceof ServerMessageReader.Read(var message)) {
            messages.add(message);
            arriving.add(message);
        }
    }

    private void sendSilence() {
        byte[] pcm = new byte[FRAME_MS * AudioFrame.UPLINK_BYTES_PER_MS];
        AudioFrame.Uplink frame = new AudioFrame.Uplink(sequence, sequence * FRAME_MS, pcm);
        sequence++;
        socket.writeBinaryMessage(Buffer.buffer(frame.toBytes()));
    }

    private void reportAllPlayed() {
        int epoch =
                (int) messages.stream().filter(ServerMessage.ReplyEnd.class::isInstance).count();
        send(new ClientMessage.Playout(epoch + 1, 3_600_000, 0, 0));
    }
}
