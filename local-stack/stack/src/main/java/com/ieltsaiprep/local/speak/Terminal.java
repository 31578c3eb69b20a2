package com.ieltsaiprep.local.speak;

import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.local.client.CandidateObserver;
import com.ieltsaiprep.local.client.ConversationProgress;
import com.ieltsaiprep.local.client.Resumption;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Terminal output of a conversation: captions as they come, and the progress. On a terminal the
 * progress is one line that is overwritten; elsewhere, a line every ten seconds. Thread-safe.
 */
public final class Terminal implements CandidateObserver {
    private static final String ERASE_LINE = "\r\033[2K";
    private static final long PLAIN_PROGRESS_US = 10_000_000;

    private final PrintStream out;
    private final boolean live;
    private String progress = "";
    private long nextPlainUs = PLAIN_PROGRESS_US;

    /** Creates the output; {@code live} if a line can be overwritten. */
    Terminal(PrintStream out, boolean live) {
        this.out = out;
        this.live = live;
    }

    @Override
    public synchronized void onCaption(ServerMessage.Caption caption) {
        String who =
                switch (caption.speaker()) {
                    case CANDIDATE -> "You:   ";
                    case EXAMINER ->
                            switch (caption.stage()) {
                                case PLANNED -> "Maya …  ";
                                case FINAL -> "Maya:  ";
                            };
                };
        line(who + printable(caption.text()));
    }

    @Override
    public synchronized void onStatus(ServerMessage.Status status) {
        String state = status.state().name().toLowerCase(Locale.ROOT);
        line(
                status.retryInMs() > 0
                        ? "[%s, attempt %d, again in %d ms]"
                                .formatted(state, status.attempt(), status.retryInMs())
                        : "[%s]".formatted(state));
    }

    @Override
    public synchronized void onConnectionLost() {
        line("[connection lost]");
    }

    @Override
    public synchronized void onResumed(Resumption.Kind kind) {
        line("[" + kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "]");
    }

    @Override
    public synchronized void onProgress(ConversationProgress now) {
        String text = describe(now);
        if (live) {
            progress = text;
            out.print(ERASE_LINE + progress);
            out.flush();
        } else if (now.elapsedUs() >= nextPlainUs) {
            nextPlainUs += PLAIN_PROGRESS_US;
            out.println(text);
        }
    }

    /** Erases the progress line. */
    synchronized void done() {
        progress = "";
        if (live) {
            out.print(ERASE_LINE);
            out.flush();
        }
    }

    private void line(String text) {
        if (live) {
            out.print(ERASE_LINE);
        }
        out.println(text);
        if (live) {
            out.print(progress);
            out.flush();
        }
    }

    private static String describe(ConversationProgress now) {
        long seconds = now.elapsedUs() / 1_000_000;
        String who =
                now.mayaSpeaks()
                        ? now.candidateSpeaks() ? "both speak" : "Maya speaks"
                        : now.candidateSpeaks() ? "you speak" : "silence";
        String planned = now.planned().isPresent() ? " of " + now.planned().getAsInt() : "";
        return "%02d:%02d  utterance %d%s  %s"
                .formatted(seconds / 60, seconds % 60, now.spoken(), planned, who);
    }

    /**
     * Returns a text with spaces in the place of its control characters: text from elsewhere must
     * not control the terminal.
     */
    public static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").strip();
    }
}
