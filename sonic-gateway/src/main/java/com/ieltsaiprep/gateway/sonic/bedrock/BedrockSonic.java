package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.gateway.conversation.port.SonicListener;
import com.ieltsaiprep.gateway.conversation.port.SonicPort;
import com.ieltsaiprep.gateway.conversation.port.SonicStream;

/** Nova Sonic port over the AWS SDK, for the conversations of one event loop. */
final class BedrockSonic implements SonicPort {
    private final LoopContext context;

    BedrockSonic(LoopContext context) {
        this.context = context;
    }

    @Override
    public SonicStream open(RetrySchedule retrySchedule, SonicListener listener) {
        if (!context.loop().inEventLoop()) {
            throw new IllegalStateException("not on the event loop of this port");
        }
        BedrockStream stream =
                new BedrockStream(
                        context, context.settings().times().backoff(retrySchedule), listener);
        stream.start();
        return stream;
    }
}
