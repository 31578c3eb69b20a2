package com.ieltsaiprep.gateway.sonic.bedrock;

import io.netty.channel.EventLoop;

import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

import java.time.Duration;
import java.util.concurrent.Executor;

/** SDK client of one event loop: its connections, callbacks and futures stay on that loop. */
record LoopClient(BedrockRuntimeAsyncClient sdk, TrackedChannelFactory connections) {
    /** Limit of concurrent streams that is never reached: admission control rejects long before. */
    private static final int MAX_STREAMS = 10_000;

    /** Shorter than the timeout for headers, so that this is the failure which is reported. */
    private static final Duration ACQUIRE_TIMEOUT = Duration.ofSeconds(4);

    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

    /** Low, because a connection that breaks takes all its streams with it. */
    private static final long STREAMS_PER_CONNECTION = 50;

    /** HTTP/2 flow-control window of a stream, bytes: two to three seconds of Maya's voice. */
    private static final int WINDOW_BYTES = 256 * 1024;

    /** Keep-alive period; the SDK's 5 s, also its timeout, kills all streams on a busy node. */
    private static final Duration PING_PERIOD = Duration.ofSeconds(15);

    static LoopClient create(EventLoop loop, BedrockSettings settings) {
        TrackedChannelFactory connections = new TrackedChannelFactory(loop);
        var builder =
                BedrockRuntimeAsyncClient.builder()
                        // A built httpClient() would lose the service's defaults and speak
                        // HTTP/1.1.
                        .httpClientBuilder(http(SharedEventLoopGroup.share(loop, connections)))
                        .region(settings.region())
                        .credentialsProvider(settings.credentials())
                        .asyncConfiguration(
                                async ->
                                        async.advancedOption(
                                                SdkAdvancedAsyncClientOption
                                                        .FUTURE_COMPLETION_EXECUTOR,
                                                (Executor) task -> loop.execute(task)))
                        // The SDK would repeat a call in mid-stream, with the publisher it has
                        // used;
                        // and a call timeout would count the whole conversation.
                        .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1)));
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        return new LoopClient(builder.build(), connections);
    }

    private static NettyNioAsyncHttpClient.Builder http(SdkEventLoopGroup group) {
        return NettyNioAsyncHttpClient.builder()
                .eventLoopGroup(group)
                .maxConcurrency(MAX_STREAMS)
                .maxPendingConnectionAcquires(MAX_STREAMS)
                .connectionAcquisitionTimeout(ACQUIRE_TIMEOUT)
                // Disabled: quiet turns and streams without demand are idle legitimately.
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .connectionMaxIdleTime(IDLE_TIMEOUT)
                .tcpKeepAlive(true)
                .http2Configuration(
                        h ->
                                h.maxStreams(STREAMS_PER_CONNECTION)
                                        .initialWindowSize(WINDOW_BYTES)
                                        .healthCheckPingPeriod(PING_PERIOD));
    }

    /** Closes the client and its streams; blocks, so it must not be called on an event loop. */
    void close() {
        connections.close();
        sdk.close();
    }
}
