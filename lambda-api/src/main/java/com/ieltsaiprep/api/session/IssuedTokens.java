package com.ieltsaiprep.api.session;

/**
 * Access token and refresh token of a session as they are sent to the client; the server keeps only
 * their hashes.
 *
 * @param expiresIn the validity of the access token, s
 * @param refreshExpiresIn the validity of the refresh token, s
 */
public record IssuedTokens(
        String accessToken, long expiresIn, String refreshToken, long refreshExpiresIn) {
    /** Returns the id of the token family, which identifies the session of these tokens. */
    public FamilyId family() {
        return RefreshToken.parse(refreshToken)
                .map(RefreshToken::family)
                .orElseThrow(() -> new IllegalStateException("not a refresh token"));
    }

    /** Returns the validity of the tokens for logs, without the tokens. */
    @Override
    public String toString() {
        return "IssuedTokens[%d s, %d s]".formatted(expiresIn, refreshExpiresIn);
    }
}
