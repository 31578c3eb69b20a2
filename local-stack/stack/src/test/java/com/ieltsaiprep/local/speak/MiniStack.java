package com.ieltsaiprep.local.speak;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessageWriter;
import com.ieltsaiprep.local.client.Microphone;
import com.ieltsaiprep.local.control.Stacks;
import com.ieltsaiprep.local.stack.StackAddress;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Small server with tickets, a gateway and Maya, in real time: she greets and answers with half a
 * second of sound after 300 ms of silence.
 */
public final class MiniStack implements Stacks.RunningStack {
    private static final int REPLY_FRAMES = 5;
    private static final int CUT_FRAMES = 2_000 / Microphone.FRAME_MS;
    private static final int SILENT_FRAMES = 300 / Microphone.FRAME_MS;

    private final ConcurrentHashMap<String, ByteArrayOutputStream> heard =
            new ConcurrentHashMap<>();

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicLong receivedFrames = new AtomicLong();
    private final HttpServer server;
    private volatile boolean cutsOnce;

    public MiniStack() {
        server =
                vertx.createHttpServer(
                                new HttpServerOptions()
                                        .setWebSocketSubProtocols(List.of("maya.v1")))
                        .requestHandler(this::answer)
                        .webSocketHandler(socket -> new Maya(socket).welcome())
                        .listen(0, "127.0.0.1")
                        .await();
    }

    /** Makes the first connection of each session end after two seconds. */
    void cutOnce() {
        cutsOnce = true;
    }

    /** Returns the audio received in a session. */
    byte[] heard(String session) {
        return Objects.requireNonNull(heard.get(session)).toByteArray();
    }

    /** Returns how many frames of audio all sessions have sent. */
    public long receivedFrames() {
        return receivedFrames.get();
    }

    @Override
    public StackAddress address() {
        URI http = URI.create("http://127.0.0.1:" + server.actualPort());
        return new StackAddress(
                http,
                http,
                uri("ws", "/nova-sonic"),
                http,
                new StackAddress.Controls(http, http, http, http, http, http),
                null);
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private URI uri(String scheme, String path) {
        return URI.create("%s://127.0.0.1:%d%s".formatted(scheme, server.actualPort(), path));
    }

    private void answer(HttpServerRequest request) {
        String path = String.valueOf(request.path());
        if (path.equals("/people")) {
            request.response().end("{\"accessToken\":\"token\"}");
        } else if (path.equals("/api/nova-sonic/sessions")) {
            request.body().onSuccess(body -> request.response().end(ticket(body)));
        } else if (path.endsWith("/marks")) {
            request.response().end("[{\"kind\":\"firstAudio\",\"turn\":1,\"atUs\":1}]");
        } else if (path.equals("/streams")) {
            StringBuilder json = new StringBuilder();
            heard.forEach(
                    (name, pcm) ->
                            json.append(json.isEmpty() ? "" : ",")
                                    .append("{\"promptName\":\"%s-1-1\"".formatted(name))
                                    .append(",\"pcmBytes\":%d}".formatted(pcm.size())));
            request.response().end("[" + json + "]");
        } else if (path.equals("/metrics")) {
            request.response().end("gateway_held_bytes_max 4096.0\n");
        } else {
            request.response().setStatusCode(404).end();
        }
    }

    private String ticket(Buffer body) {
        String session =
                body.toJsonObject().getString("session_id", "s" + sessions.incrementAndGet());
        return """
        {"session_id":"%s","ticket":"%s","stream_url":"%s","expires_in":60}
        """
                .formatted(session, session, uri("ws", "/nova-sonic"));
    }

    private final class Maya {
        private final ServerWebSocket socket;
        private final String session;
        private final ByteArrayOutputStream audio = new ByteArrayOutputStream();
        private int epoch;
        private int sequence;
        private int silent = SILENT_FRAMES + 1;
        private final boolean cuts;
        private int frames;

        Maya(ServerWebSocket socket) {
            this.socket = socket;
            String offered = String.valueOf(socket.headers().get("sec-websocket-protocol"));
            this.session = offered.substring(offered.indexOf("ticket.") + "ticket.".length());
            this.cuts = heard.put(session, audio) == null && cutsOnce;
            socket.binaryMessageHandler(this::voice);
            socket.textMessageHandler(this::control);
        }

        void welcome() {
            send(new ServerMessage.Welcome(session));
            send(new ServerMessage.Status(ServerMessage.StreamState.LIVE, 0, 0));
        }

        private void voice(Buffer message) {
            AudioFrame.Uplink frame = AudioFrame.readUplink(message.getBytes()).orElseThrow();
            audio.writeBytes(frame.pcm());
            receivedFrames.incrementAndGet();
            send(new ServerMessage.Ack(frame.sequence()));
            silent = isVoice(frame.pcm()) ? 0 : silent + 1;
            if (cuts && ++frames == CUT_FRAMES) {
                socket.close((short) 1001);
            }
            if (silent == SILENT_FRAMES) {
                reply();
            }
        }

        private void control(String message) {
            if (message.contains("\"start\"")) {
                reply();
            } else if (message.contains("\"resume\"")) {
                epoch = 100;
                send(new ServerMessage.Resumed(false));
                send(new ServerMessage.Clear(epoch + 1));
                reply();
            } else if (message.contains("\"end\"")) {
                send(new ServerMessage.Ended(ServerMessage.EndReason.CLIENT));
                socket.close((short) 1000);
            }
        }

        private void reply() {
            epoch++;
            send(
                    new ServerMessage.Caption(
                            ServerMessage.Speaker.EXAMINER,
                            ServerMessage.Stage.FINAL,
                            epoch,
                            "Line %d\u001b[2J".formatted(epoch)));
            byte[] pcm = new byte[100 * AudioFrame.DOWNLINK_BYTES_PER_MS];
            pcm[1] = 1;
            for (int i = 0; i < REPLY_FRAMES; i++) {
                byte[] frame = AudioFrame.downlink(epoch, sequence++, pcm, 0, pcm.length);
                socket.writeBinaryMessage(Buffer.buffer(frame));
            }
            send(new ServerMessage.ReplyEnd(epoch, REPLY_FRAMES * 100L));
            send(new ServerMessage.Capsule(epoch, "capsule"));
        }

        private void send(ServerMessage message) {
            socket.writeTextMessage(ServerMessageWriter.write(message));
        }

        private static boolean isVoice(byte[] pcm) {
            for (int i = 1; i < pcm.length; i += 2) {
                if (Math.abs(pcm[i]) > 2) {
                    return true;
                }
            }
            return false;
        }
    }
}
