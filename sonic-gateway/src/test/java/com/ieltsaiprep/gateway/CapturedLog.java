package com.ieltsaiprep.gateway;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;

import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Recorder of the gateway's log lines during a test, stack traces included. */
public final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger =
            (Logger) LoggerFactory.getLogger(CapturedLog.class.getPackageName());
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** Starts recording. */
    public CapturedLog() {
        start();
        logger.addAppender(this);
    }

    /** Returns the lines recorded so far. */
    public List<String> lines() {
        return lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
        String trace =
                event.getThrowableProxy() == null
                        ? ""
                        : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
        lines.add(event.getFormattedMessage() + trace);
    }

    @Override
    public void close() {
        logger.detachAppender(this);
    }
}
