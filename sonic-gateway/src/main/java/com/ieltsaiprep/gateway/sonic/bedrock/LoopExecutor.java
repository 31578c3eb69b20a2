package com.ieltsaiprep.gateway.sonic.bedrock;

import io.netty.channel.EventLoop;

/**
 * Runs at once what is on the event loop already; the SDK calls back from it but promises nothing.
 */
record LoopExecutor(EventLoop loop) {
    void run(Runnable action) {
        if (loop.inEventLoop()) {
            action.run();
        } else {
            loop.execute(action);
        }
    }

    /** Runs in a turn of its own. */
    void later(Runnable action) {
        loop.execute(action);
    }
}
