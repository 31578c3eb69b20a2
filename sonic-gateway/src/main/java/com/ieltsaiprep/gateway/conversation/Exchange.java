package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.conversation.port.ClientPort;

/** Media and turn state of a conversation, independent of its current connection and stream. */
record Exchange(ClientChannel channel, UplinkAudio uplink, ReplySender sender, TurnState turns) {

    static Exchange create(ClientPort client, ConversationDependencies dependencies) {
        ClientChannel channel = new ClientChannel(client);
        ReplySender sender = new ReplySender(channel);
        return new Exchange(
                channel,
                new UplinkAudio(channel, dependencies.observer()),
                sender,
                new TurnState(
                        channel,
                        sender,
                        dependencies.settings().history(),
                        dependencies.observer()));
    }

    /** Returns whether both sides are silent and no reply is due. */
    boolean isQuiet(long nowUs) {
        return turns.isSettled(nowUs) && sender.isSilent(nowUs) && uplink.isQuiet(nowUs);
    }

    /**
     * Returns whether the candidate has paused for {@code forUs} µs while no reply is due or
     * playing.
     */
    boolean isPausing(long forUs, long nowUs) {
        return turns.isSettled(nowUs) && sender.isSilent(nowUs) && uplink.isPausing(forUs, nowUs);
    }

    long heldBytes() {
        return (long) uplink.heldBytes()
                + sender.heldBytes()
                + turns.heldBytes()
                + channel.heldBytes();
    }
}
