package com.ieltsaiprep.common.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Phrase view: the words of a folded text with one space between them, and a bar between clauses.
 * Letters written apart become a word, and digits within a word the letters that they look like.
 */
final class PhraseView {
    /** Word of the folded text, from its first character to the one after its last. */
    private record Piece(int start, int end) {
        int length() {
            return end - start;
        }
    }

    private static final String DIGITS = "013457@$!";
    private static final String LETTERS = "oieastasi";

    /** Characters that stand between words of one clause. */
    private static final String INNER = " \t\u00a0-_*/+~=^&#`";

    /** Single letters in a row that are a word written apart. */
    private static final int SPACED_LETTERS = 3;

    private final FoldedText folded;
    private final FoldedText view;

    private PhraseView(FoldedText folded) {
        this.folded = folded;
        this.view = new FoldedText(2 * folded.length());
    }

    /** Returns the phrases of a text; positions remain those of the original. */
    static FoldedText of(FoldedText folded) {
        PhraseView phrases = new PhraseView(folded);
        phrases.addAll(phrases.pieces());
        return phrases.view;
    }

    private List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        for (int at = 0; at < folded.length(); ) {
            int end = at;
            while (end < folded.length() && isInWord(end, end > at)) {
                end++;
            }
            if (end > at) {
                pieces.add(new Piece(at, end));
            }
            at = Math.max(end, at + 1);
        }
        return pieces;
    }

    private boolean isInWord(int i, boolean isInside) {
        char character = folded.charAt(i);
        boolean isBeforeLetter = i + 1 < folded.length() && isLetter(folded.charAt(i + 1));
        return switch (character) {
            case '\'' -> true;
            case '@', '$' -> isInside || isBeforeLetter;
            case '!' -> isInside && isBeforeLetter;
            default -> isLetter(character) || isDigit(character);
        };
    }

    private void addAll(List<Piece> pieces) {
        for (int i = 0; i < pieces.size(); ) {
            int end = spacedUntil(pieces, i);
            if (i > 0) {
                addGap(pieces.get(i - 1).end(), pieces.get(i).start());
            }
            if (end - i < SPACED_LETTERS) {
                end = i + 1;
            }
            pieces.subList(i, end).forEach(this::addWord);
            i = end;
        }
    }

    /** Returns the end of the single characters with the same character between all of them. */
    private int spacedUntil(List<Piece> pieces, int from) {
        int end = from;
        while (end < pieces.size()
                && pieces.get(end).length() == 1
                && (end == from || isSpaced(pieces, from, end))) {
            end++;
        }
        return end;
    }

    private boolean isSpaced(List<Piece> pieces, int from, int i) {
        int start = pieces.get(i).start();
        return start - pieces.get(i - 1).end() == 1
                && folded.charAt(start - 1) == folded.charAt(pieces.get(from).end());
    }

    private void addGap(int from, int to) {
        boolean isInner = true;
        for (int at = from; at < to; at++) {
            isInner &= INNER.indexOf(folded.charAt(at)) >= 0;
        }
        for (char character : (isInner ? " " : " | ").toCharArray()) {
            view.append(character, folded.positionOf(from));
        }
    }

    private void addWord(Piece word) {
        int letters = 0;
        for (int at = word.start(); at < word.end(); at++) {
            letters += isLetter(folded.charAt(at)) ? 1 : 0;
        }
        for (int at = word.start(); at < word.end(); at++) {
            int digit = DIGITS.indexOf(folded.charAt(at));
            char character = digit >= 0 && letters >= 2 ? LETTERS.charAt(digit) : folded.charAt(at);
            view.append(character, folded.positionOf(at));
        }
    }

    private static boolean isLetter(char character) {
        return character >= 'a' && character <= 'z';
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
