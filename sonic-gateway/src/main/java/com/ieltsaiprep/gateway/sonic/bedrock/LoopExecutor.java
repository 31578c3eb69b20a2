package com.ieltsaiprep.gateway.sonic.bedrock;

import io.netty.channel.EventLoop;

/**
 * Executor of one event loop that runs a task inline if the caller is on that loop. The SDK calls
 * back from it, but does not guarantee to.
 */
record LoopExecutor(EventLoop loop) {
    void run(Runnable action) {
        if (loop.inEventLoop()) {
            action.run();
        } else {
            loop.execute(action);
        }
    }

    /** Runs a task later, in a turn of its own. */
    void defer(Runnable action) {
        loop.execute(action);
    }
}
