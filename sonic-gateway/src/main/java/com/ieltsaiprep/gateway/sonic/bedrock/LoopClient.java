package com.ieltsaiprep.gateway.sonic.bedrock;

import io.netty.channel.EventLoop;

import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The SDK's client for one event loop: its connections, callbacks and futures stay on that loop.
 */
record LoopClient(BedrockRuntimeAsyncClient sdk, TrackedChannelFactory connections) {
    /** Streams at a time; admission control decides long before. */
    private static final int MAX_STREAMS = 10_000;

    /** Shorter than the wait for headers, so that this is the failure which is told. */
    private static final Duration ACQUIRE = Duration.ofSeconds(4);

    private static final Duration KEEP_IDLE = Duration.ofSeconds(60);

    /** A connection that dies takes all its streams with it. */
    private static final long STREAMS_PER_CONNECTION = 50;

    /** Bytes in flight per stream: two to three seconds of Maya's voice. */
    private static final int WINDOW = 256 * 1024;

    /** The SDK's 5 s, which is also the timeout, kills all streams when a node is busy. */
    private static final Duration PING = Duration.ofSeconds(15);

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
                .connectionAcquisitionTimeout(ACQUIRE)
                // Quiet turns and streams without demand are idle by right.
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .connectionMaxIdleTime(KEEP_IDLE)
                .tcpKeepAlive(true)
                .http2Configuration(
                        h ->
                                h.maxStreams(STREAMS_PER_CONNECTION)
                                        .initialWindowSize(WINDOW)
                                        .healthCheckPingPeriod(PING));
    }

    /** Ends what streams there are; waits, so not on an event loop. */
    void close() {
        connections.close();
        sdk.close();
    }
}
