package com.ieltsaiprep.local.sonic;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.wire.ChunkSignatureVerifier;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.EventStreamFraming;
import com.ieltsaiprep.local.wire.SignatureVerifier;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Tampered messages: records what the real AWS client signed, changes it and replays it. */
@Timeout(30)
class TamperedMessagesIT {
    @TempDir static Path folder;

    private final Vertx vertx = Vertx.vertx();
    private SonicStandIn standIn;
    private Recording recording;

    /** Recorded request of the real client with its first messages. */
    private record Recording(
            String uri,
            MultiMap headers,
            int port,
            ChunkSignatureVerifier chunks,
            List<Message> messages) {}

    @BeforeEach
    void record() throws Exception {
        standIn = await(SonicStandIn.start(vertx, SonicStandIn.Config.defaults().with(folder)));
        BlockingQueue<Recording> recorded = new ArrayBlockingQueue<>(1);
        HttpServer recorder =
                await(
                        vertx.createHttpServer()
                                .requestHandler(request -> record(request, recorded))
                                .listen(0, "127.0.0.1"));
        try (BedrockRuntimeAsyncClient client = SdkClients.cleartext(recorder.actualPort())) {
            SdkStream stream = new SdkStream(client).begin();
            recording = recorded.poll(10, TimeUnit.SECONDS);
            stream.done.cancel(true);
            await(recorder.close());
        }
    }

    private static void record(HttpServerRequest request, BlockingQueue<Recording> recorded) {
        SignatureVerifier verifier =
                new SignatureVerifier(Credentials.local(), "bedrock", InstantSource.system());
        if (!(verifier.verify(request) instanceof SignatureVerifier.Verdict.Valid valid)) {
            throw new AssertionError("the real client's signature was rejected");
        }
        MessageDecoder decoder = new MessageDecoder();
        List<Message> messages = new ArrayList<>();
        int port = Objects.requireNonNull(request.authority()).port();
        request.handler(
                bytes -> {
                    try {
                        messages.addAll(EventStreamFraming.decode(decoder, bytes.getBytes()));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                    if (messages.size() >= 4) {
                        recorded.offer(
                                new Recording(
                                        request.uri(),
                                        request.headers(),
                                        port,
                                        valid.chunks(),
                                        List.copyOf(messages)));
                    }
                });
    }

    @AfterEach
    void stop() throws Exception {
        await(standIn.close());
        await(vertx.close());
    }

    @Test
    void theRealClientsMessagesAreAcceptedInTheirOrder() {
        assertThat(recording.messages).allMatch(recording.chunks::accepts);
    }

    @Test
    void aChangedMessageIsNotAcceptedNorAnyAfterIt() {
        assertThat(recording.chunks.accepts(recording.messages.get(0))).isTrue();
        assertThat(recording.chunks.accepts(tampered(recording.messages.get(1)))).isFalse();
        assertThat(recording.chunks.accepts(recording.messages.get(2))).isFalse();
    }

    @Test
    void aMissingMessageIsDetected() {
        assertThat(recording.chunks.accepts(recording.messages.get(0))).isTrue();
        assertThat(recording.chunks.accepts(recording.messages.get(2))).isFalse();
    }

    @Test
    void aStreamEndsWithAnExceptionAtAChangedMessage() throws Exception {
        List<Message> response =
                replay(
                        recording.headers,
                        List.of(recording.messages.get(0), tampered(recording.messages.get(1))));
        assertThat(response).hasSize(1);
        assertThat(response.getFirst().getHeaders())
                .containsEntry(":message-type", HeaderValue.fromString("exception"))
                .containsEntry(":exception-type", HeaderValue.fromString("validationException"));
    }

    @Test
    void aChangedHeaderIsRejected() throws Exception {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(recording.headers);
        headers.set("content-type", "application/json");
        HttpClientRequest request = open(headers);
        request.end();
        assertThat(await(request.response()).statusCode()).isEqualTo(403);
    }

    private List<Message> replay(MultiMap headers, List<Message> messages) throws Exception {
        HttpClientRequest request = open(headers);
        messages.forEach(
                message -> request.write(Buffer.buffer(EventStreamFraming.encode(message))));
        Buffer body = await(request.response().compose(response -> response.body()));
        return EventStreamFraming.decode(new MessageDecoder(), body.getBytes());
    }

    private HttpClientRequest open(MultiMap headers) throws Exception {
        HttpClient client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setProtocolVersion(HttpVersion.HTTP_2)
                                .setHttp2ClearTextUpgrade(false));
        // The signature covers the host, so the recorded one is named here too.
        RequestOptions options =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setServer(
                                SocketAddress.inetSocketAddress(
                                        standIn.cleartextPort(), "127.0.0.1"))
                        .setHost("localhost")
                        .setPort(recording.port)
                        .setURI(recording.uri);
        HttpClientRequest request = await(client.request(options)).setChunked(true);
        headers.forEach(
                (name, value) -> {
                    if (!name.startsWith(":") && !name.equalsIgnoreCase("host")) {
                        request.putHeader(name, value);
                    }
                });
        return request;
    }

    private static Message tampered(Message message) {
        byte[] payload = message.getPayload().clone();
        payload[payload.length / 2] ^= 1;
        return new Message(message.getHeaders(), payload);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
