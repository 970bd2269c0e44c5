package org.llmregistry.registry.content;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A content that lies in pieces, read with one of them in memory at a time.
public final class Pieces extends InputStream {

    /// Gives the piece that begins at a position.
    @FunctionalInterface
    public interface Source {
        /// @return null: there is none, the content has ended
        byte @Nullable [] at(long position);
    }

    private final Source source;
    private byte @Nullable [] piece = new byte[0];
    private long start;
    private int position;

    public Pieces(Source source) {
        this.source = source;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (piece != null && position == piece.length) {
            start += piece.length;
            piece = source.at(start);
            position = 0;
        }
        if (piece == null) {
            return -1;
        }
        int count = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, into, from, count);
        position += count;
        return count;
    }
}
