package com.ieltsaiprep.api.session;

/**
 * Tokens that were just made; nobody can read them again.
 *
 * @param expiresIn of the access token, s
 * @param refreshExpiresIn s
 */
public record IssuedTokens(
        String accessToken, long expiresIn, String refreshToken, long refreshExpiresIn) {
    /** The sign-in whose tokens they are. */
    public FamilyId family() {
        return RefreshToken.parse(refreshToken)
                .map(RefreshToken::family)
                .orElseThrow(() -> new IllegalStateException("not a refresh token"));
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "Issued[%d s, %d s]".formatted(expiresIn, refreshExpiresIn);
    }
}
