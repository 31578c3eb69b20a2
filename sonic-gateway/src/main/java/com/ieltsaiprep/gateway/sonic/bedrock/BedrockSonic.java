package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.gateway.conversation.SonicListener;
import com.ieltsaiprep.gateway.conversation.SonicPort;
import com.ieltsaiprep.gateway.conversation.SonicStream;

/** Nova Sonic over the AWS SDK, on one event loop. */
final class BedrockSonic implements SonicPort {
    private final LoopScope scope;

    BedrockSonic(LoopScope scope) {
        this.scope = scope;
    }

    @Override
    public SonicStream open(RetrySchedule retrySchedule, SonicListener listener) {
        if (!scope.loop().inEventLoop()) {
            throw new IllegalStateException("not on the event loop of this port");
        }
        BedrockStream stream =
                new BedrockStream(scope, scope.settings().times().backoff(retrySchedule), listener);
        stream.begin();
        return stream;
    }
}
