package com.ieltsaiprep.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class LogbackTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "software.amazon.awssdk.request",
                "software.amazon.awssdk.http.auth.aws.eventstream.internal.signer",
                "io.netty.handler.codec.http2.Http2FrameLogger"
            })
    void neverLogsPayloads(String logger) {
        assertThat(LoggerFactory.getLogger(logger).isInfoEnabled()).isFalse();
        assertThat(LoggerFactory.getLogger(logger).isDebugEnabled()).isFalse();
        assertThat(LoggerFactory.getLogger(logger).isWarnEnabled()).isTrue();
    }

    @Test
    void logsOurOwnEventsAtInfo() {
        assertThat(LoggerFactory.getLogger("com.ieltsaiprep.gateway").isInfoEnabled()).isTrue();
        assertThat(LoggerFactory.getLogger("com.ieltsaiprep.gateway").isDebugEnabled()).isFalse();
    }

    @Test
    void ignoresClosedPooledConnections() {
        String logger = "io.vertx.core.http.impl.HttpClientConnectionInternal";
        assertThat(LoggerFactory.getLogger(logger).isWarnEnabled()).isFalse();
        assertThat(LoggerFactory.getLogger(logger).isErrorEnabled()).isTrue();
    }
}
