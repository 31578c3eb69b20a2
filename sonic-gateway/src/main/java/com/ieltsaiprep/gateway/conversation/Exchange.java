package com.ieltsaiprep.gateway.conversation;

/** What passes between a candidate and Maya, whichever connection and stream it comes by. */
record Exchange(ClientChannel channel, UplinkAudio uplink, ReplySender sender, TurnState turns) {

    static Exchange over(ClientPort client, ConversationDependencies dependencies) {
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

    /** Nobody speaks, nothing is owed. */
    boolean quiet(long nowUs) {
        return turns.settled(nowUs) && sender.silent(nowUs) && uplink.quiet(nowUs);
    }

    /** The candidate pauses for so long, µs, and Maya is silent and owes nothing. */
    boolean pausing(long forUs, long nowUs) {
        return turns.settled(nowUs) && sender.silent(nowUs) && uplink.pausing(forUs, nowUs);
    }

    /** Audio and text held, bytes. */
    long heldBytes() {
        return (long) uplink.heldBytes()
                + sender.heldBytes()
                + turns.heldBytes()
                + channel.heldBytes();
    }
}
