package com.ieltsaiprep.gateway.conversation;

/** What passes between a candidate and Maya, whichever connection and stream it comes by. */
record Exchange(Line line, Microphone microphone, Voice voice, Dialogue dialogue) {

    static Exchange over(ClientPort client, ConversationParts parts) {
        Line line = new Line(client);
        Voice voice = new Voice(line);
        return new Exchange(
                line,
                new Microphone(line, parts.observer()),
                voice,
                new Dialogue(line, voice, parts.settings().history(), parts.observer()));
    }

    /** Nobody speaks, nothing is owed. */
    boolean quiet(long nowUs) {
        return dialogue.settled(nowUs) && voice.silent(nowUs) && microphone.quiet(nowUs);
    }

    /** The candidate pauses for so long, µs, and Maya is silent and owes nothing. */
    boolean pausing(long forUs, long nowUs) {
        return dialogue.settled(nowUs) && voice.silent(nowUs) && microphone.pausing(forUs, nowUs);
    }

    /** Audio and text held, bytes. */
    long heldBytes() {
        return (long) microphone.heldBytes()
                + voice.heldBytes()
                + dialogue.heldBytes()
                + line.heldBytes();
    }
}
