/* The updates of rnn/kernel.py in C, step by step: what a compiler makes of them is what the kernel is held against.
 *
 * W, U and V are transposed, as in the kernel. All arrays are rows of doubles, one row after the other:
 *
 *   theta, gradient   W.T (H, H), U.T (K, H), b (H), V.T (H, K), c (K); squares, of the gradients, likewise
 *   a                 (window + 1, H), its first row the state before the window's first step
 *   do_               (window, K)
 */

#include <math.h>
#include <stdint.h>

typedef struct {
    double *W, *U, *b, *V, *c;
} Parameters;

static Parameters parameters_in(double *theta, int64_t H, int64_t K)
{
    double *U = theta + H * H, *b = U + K * H, *V = b + H, *c = V + H * K;
    return (Parameters){theta, U, b, V, c};
}

/* Run one step forward, from a_previous to a, and leave y_pred - y_true in do_t. Return the step's loss. */
static double step(Parameters p, const double *restrict a_previous, double *restrict a, double *restrict do_t,
                   int64_t input, int64_t target, int64_t H, int64_t K)
{
    for (int64_t i = 0; i < H; i++) a[i] = p.U[input * H + i] + p.b[i];
    for (int64_t j = 0; j < H; j++)
        for (int64_t i = 0; i < H; i++) a[i] += p.W[j * H + i] * a_previous[j];
    for (int64_t i = 0; i < H; i++) a[i] = tanh(a[i]);

    for (int64_t k = 0; k < K; k++) do_t[k] = p.c[k];
    for (int64_t i = 0; i < H; i++)
        for (int64_t k = 0; k < K; k++) do_t[k] += p.V[i * K + k] * a[i];

    double largest = do_t[0], total = 0.0;
    for (int64_t k = 0; k < K; k++) largest = do_t[k] > largest ? do_t[k] : largest;
    for (int64_t k = 0; k < K; k++) do_t[k] = exp(do_t[k] - largest);
    for (int64_t k = 0; k < K; k++) total += do_t[k];
    for (int64_t k = 0; k < K; k++) do_t[k] /= total;
    double loss = -log(do_t[target] + 1e-15);
    do_t[target] -= 1.0;
    return loss;
}

/* Take one step back: add to the gradients g, and turn da from dL/da of this step's future into that of its past. */
static void step_back(Parameters p, Parameters g, const double *restrict a_previous, const double *restrict a,
                      const double *restrict do_t, double *restrict da, double *restrict ds, int64_t input, int64_t H,
                      int64_t K)
{
    for (int64_t k = 0; k < K; k++) g.c[k] += do_t[k];
    for (int64_t i = 0; i < H; i++) {
        double *restrict dV = g.V + i * K, sum = da[i];
        for (int64_t k = 0; k < K; k++) {
            dV[k] += do_t[k] * a[i];
            sum += p.V[i * K + k] * do_t[k];
        }
        ds[i] = sum * (1.0 - a[i] * a[i]);
    }
    for (int64_t i = 0; i < H; i++) {
        g.b[i] += ds[i];
        g.U[input * H + i] += ds[i];
    }
    for (int64_t j = 0; j < H; j++) {
        double *restrict dW = g.W + j * H, sum = 0.0;
        for (int64_t i = 0; i < H; i++) {
            dW[i] += ds[i] * a_previous[j];
            sum += p.W[j * H + i] * ds[i];
        }
        da[j] = sum;
    }
}

/* Keep each number of the gradient in +-bound. */
static void clip(double *restrict gradient, int64_t N, double bound)
{
    for (int64_t n = 0; n < N; n++) {
        double g = gradient[n] > bound ? bound : gradient[n];
        gradient[n] = g < -bound ? -bound : g;
    }
}

/* Make one update, by Adagrad if squares are kept, else by plain gradient descent, and leave the gradient at 0. */
static void update(double *restrict theta, double *restrict gradient, double *restrict squares, int64_t N, double rate)
{
    for (int64_t n = 0; n < N; n++) {
        double g = gradient[n];
        if (squares) {
            squares[n] += g * g;
            g /= sqrt(squares[n] + 1e-8);
        }
        theta[n] -= rate * g;
        gradient[n] = 0.0;
    }
}

/* Make so many updates of theta in place, window after window from the begin of the text on, the state carried from one
 * to the next; losses gets each window's loss before its update. squares may be NULL, clip_value 0 for no bound. */
void train(double *restrict theta, double *restrict gradient, double *restrict squares, double *restrict a,
           double *restrict do_, const int64_t *inputs, const int64_t *targets, int64_t T, int64_t H, int64_t K,
           int64_t window, double learning_rate, double clip_value, double *losses, int64_t updates)
{
    Parameters p = parameters_in(theta, H, K), g = parameters_in(gradient, H, K);
    int64_t windows = (T + window - 1) / window, N = H * H + 2 * H * K + H + K;
    double da[H], ds[H];
    for (int64_t n = 0; n < updates; n++) {
        int64_t first = n % windows * window, steps = T - first < window ? T - first : window;
        for (int64_t i = 0; i < H; i++) a[i] = first ? a[window * H + i] : 0.0;
        losses[n] = 0.0;
        for (int64_t t = 0; t < steps; t++)
            losses[n] += step(p, a + t * H, a + (t + 1) * H, do_ + t * K, inputs[first + t], targets[first + t], H, K);

        for (int64_t i = 0; i < H; i++) da[i] = 0.0;
        for (int64_t t = steps - 1; t >= 0; t--)
            step_back(p, g, a + t * H, a + (t + 1) * H, do_ + t * K, da, ds, inputs[first + t], H, K);

        if (clip_value > 0.0) clip(gradient, N, clip_value);
        update(theta, gradient, squares, N, learning_rate);
    }
}
